const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

let held = false;

/** Runs a short step to its end: a signal that arrives meanwhile, such as Ctrl-C, takes effect after it. */
export function uninterrupted(step: () => void): void {
  hold();
  step();
}

function hold(): void {
  if (held) return;
  held = true;
  for (const signal of signals) process.on(signal, again);
  // Signals are delivered between two turns of the event loop, so the listeners outlive this one.
  setImmediate(release);
}

function release(): void {
  held = false;
  for (const signal of signals) process.removeListener(signal, again);
}

function again(signal: NodeJS.Signals): void {
  release();
  process.kill(process.pid, signal);
}

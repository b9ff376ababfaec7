const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

let held = false;

/**
 * From now on a signal, such as Ctrl-C, takes effect when the program next waits for something: what runs without
 * waiting is not torn apart. {@link letSignals} ends that sooner.
 */
export function holdSignals(): void {
  if (held) return;
  held = true;
  for (const signal of signals) process.on(signal, again);
  // Signals are delivered between two turns of the event loop, so the listeners outlive this one.
  setImmediate(letSignals);
}

/** Signals take effect at once again. One that came since they were held is lost. */
export function letSignals(): void {
  held = false;
  for (const signal of signals) process.removeListener(signal, again);
}

function again(signal: NodeJS.Signals): void {
  letSignals();
  // Where the program listens too, it has heard it.
  if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
}

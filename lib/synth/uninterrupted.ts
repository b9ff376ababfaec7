const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Runs a short step to its end: a signal that arrives meanwhile, such as Ctrl-C, takes effect after it. */
export function uninterrupted(step: () => void): void {
  const again = (signal: NodeJS.Signals): void => {
    release();
    process.kill(process.pid, signal);
  };
  const release = (): void => {
    for (const signal of signals) process.removeListener(signal, again);
  };
  for (const signal of signals) process.on(signal, again);
  try {
    step();
  } finally {
    // A signal is delivered between two turns of the event loop, so the listeners outlive this one.
    setImmediate(release);
  }
}

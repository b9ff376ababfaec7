/**
 * What each command is made of, loaded when it is run: none waits for what only others need. The command line itself
 * is told of these (`Surroundings.commands`), so that the repository can bundle each by itself.
 */
export const commands = {
  analyze: () => import('./analyze-command'),
  'clean-up': () => import('./clean-up-command'),
  init: () => import('./init-command'),
  precheck: () => import('./precheck-command'),
  trace: () => import('./trace-command'),
  verify: () => import('./verify-command'),
  'who-can-call': () => import('./who-can-call-command'),
};

/** What each command is made of. */
export type Commands = typeof commands;

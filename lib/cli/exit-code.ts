/** What a command of the project's command line ends with. */
export const ExitCode = {
  /** All is as it should be. */
  ok: 0,
  /** The cluster was asked, and something is wrong with it or is left in it. */
  findings: 1,
  /** The cluster could not be asked: no kubectl, no context, out of reach, no right to; or the command was wrong. */
  cannotAsk: 2,
} as const;

export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

/** What a command of the project's command line ends with. */
export const ExitCode = {
  /** All is as it should be. */
  ok: 0,
  /** It was answered: something is wrong with the manifests or the cluster, or is left in it. */
  findings: 1,
  /** It could not be answered: what was to be read is not there, the cluster can't be asked, or the command was wrong. */
  cannotAsk: 2,
} as const;

export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

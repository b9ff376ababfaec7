/** What a check was about; part of the JSON that commands print with `-o json`, so a name once given stays. */
export type CheckName =
  | 'command-line'
  | 'cluster'
  | 'manifests'
  | 'kubernetes-version'
  | 'served-kinds'
  | 'control-plane'
  | 'ingress-gateway'
  | 'injection'
  | 'page'
  | 'unrouted'
  | 'consent';

/**
 * How a check came out: `finding` will not work as it is, `note` is worth knowing, `unknown` could not be asked.
 */
export type Status = 'ok' | 'note' | 'finding' | 'unknown';

/** One thing that a check found. */
export interface Outcome {
  readonly check: CheckName;
  readonly status: Status;
  /** One line, lower case. */
  readonly message: string;
  /** What to run or write to mend it. */
  readonly fix?: string;
}

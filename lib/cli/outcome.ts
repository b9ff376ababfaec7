/** What a check was about; part of the JSON that `precheck -o json` prints, so a name once given stays. */
export type CheckName =
  | 'cluster'
  | 'manifests'
  | 'kubernetes-version'
  | 'served-kinds'
  | 'control-plane'
  | 'ingress-gateway'
  | 'injection';

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

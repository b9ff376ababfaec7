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

/**
 * What a question to a cluster came to: as a `Finding` is to manifests, but good news and no answer count too. With
 * `-o json` its fields are printed as they are.
 */
export interface Outcome {
  readonly check: CheckName;
  readonly status: Status;
  /** One line, lower case. */
  readonly message: string;
  /** What to run or write to mend it. */
  readonly fix?: string;
}

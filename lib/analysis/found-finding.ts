import type { Finding } from '../diagnostics/finding';
import type { KubernetesObject } from '../kubernetes/identity';

/** A finding before it is told where it stands. */
export interface FoundFinding {
  readonly finding: Finding;
  /** Absent for a document that is none, and for what no object is to blame. */
  readonly object?: KubernetesObject;
  readonly path: readonly (string | number)[];
}

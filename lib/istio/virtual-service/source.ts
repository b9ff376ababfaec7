import { type Fault, fault, within } from '../../diagnostics/fault';
import type { IWorkload } from '../references/workload';

/** Finds a match on a workload of one namespace together with another namespace: nothing meets both. */
export function sourceNamespaceFault({
  source,
  sourceNamespace,
}: {
  readonly source?: IWorkload;
  readonly sourceNamespace?: string;
}): Fault | undefined {
  const { namespace } = source ?? {};
  if (namespace === undefined || sourceNamespace === undefined || namespace === sourceNamespace) {
    return undefined;
  }
  return within(
    'sourceNamespace',
    fault(
      `the source is a workload of the namespace '${namespace}'`,
      sourceNamespace,
      'leave sourceNamespace out',
    ),
  );
}

import { ConfigError } from '../../diagnostics/error';
import type { IWorkload } from '../references/workload';

/** Refuses a match on a workload of one namespace together with another namespace: nothing meets both. */
export function checkOneSourceNamespace(
  source: IWorkload | undefined,
  sourceNamespace: string | undefined,
): void {
  const { namespace } = source ?? {};
  if (namespace === undefined || sourceNamespace === undefined || namespace === sourceNamespace) return;
  throw new ConfigError({
    problem: `the source is a workload of the namespace '${namespace}'`,
    got: sourceNamespace,
    instead: 'leave sourceNamespace out',
  });
}

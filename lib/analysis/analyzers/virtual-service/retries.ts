import { secondsOf } from '../../../values/seconds';
import type { Analyzer } from '../../analyzer';

/** Retries that the time for the whole request leaves no room for, and limits that a fault takes away. */
export const retries: Analyzer = {
  rules: ['vs-retry-never-happens', 'vs-limits-beside-fault'],
  reads: ['virtualServices'],
  *analyze(model) {
    for (const service of model.virtualServices) {
      for (const [index, { timeout, retries: written, fault }] of (service.spec.http ?? []).entries()) {
        const limit = timeout !== undefined ? 'timeout' : written !== undefined ? 'retries' : undefined;
        if (fault !== undefined && limit !== undefined) {
          yield {
            rule: 'vs-limits-beside-fault',
            about: service,
            path: ['spec', 'http', index, limit],
            message: `Istio does not apply the ${limit} of a route where a fault is put in`,
          };
        }
        const whole = timeout === undefined ? undefined : secondsOf(timeout);
        // A timeout of 0s is none; no attempts are no retries.
        if (!whole || written?.perTryTimeout === undefined || written.attempts === 0) continue;
        const once = secondsOf(written.perTryTimeout);
        if (once === undefined || once < whole) continue;
        yield {
          rule: 'vs-retry-never-happens',
          about: service,
          path: ['spec', 'http', index, 'retries', 'perTryTimeout'],
          message: `one try may take ${written?.perTryTimeout}, and the whole request has ${timeout}: no retry happens`,
        };
      }
    }
  },
};

import { milliseconds } from '../../../values/go-duration';
import type { Analyzer } from '../../analyzer';

/** Retries that the time for the whole request leaves no room for. */
export const retries: Analyzer = {
  rules: ['vs-retry-never-happens'],
  reads: ['virtualServices'],
  *analyze(model) {
    for (const service of model.virtualServices) {
      for (const [index, { timeout, retries: written }] of (service.spec.http ?? []).entries()) {
        const whole = timeout === undefined ? undefined : milliseconds(timeout);
        const once = written?.perTryTimeout === undefined ? undefined : milliseconds(written.perTryTimeout);
        // A timeout of 0s is none; no attempts are no retries.
        if (!whole || once === undefined || once < whole || written?.attempts === 0) continue;
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

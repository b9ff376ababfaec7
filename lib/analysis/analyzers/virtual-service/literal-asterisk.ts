import type { Analyzer } from '../../analyzer';

/** Paths with an asterisk, which is compared like any other letter. */
export const literalAsterisk: Analyzer = {
  rules: ['vs-literal-asterisk'],
  reads: ['virtualServices'],
  *analyze(model) {
    for (const service of model.virtualServices) {
      for (const [index, { match = [] }] of (service.spec.http ?? []).entries()) {
        for (const [at, { uri }] of match.entries()) {
          const kind = uri?.exact?.endsWith('*')
            ? 'exact'
            : uri?.prefix?.endsWith('*')
              ? 'prefix'
              : undefined;
          if (kind === undefined) continue;
          const written = uri?.[kind] ?? '';
          yield {
            rule: 'vs-literal-asterisk',
            about: service,
            path: ['spec', 'http', index, 'match', at, 'uri', kind],
            message: `the asterisk of ${written} is compared like any other letter: only a path that has one matches`,
            suggestion: `write prefix: ${written.slice(0, -1) || '/'}`,
          };
        }
      }
    }
  },
};

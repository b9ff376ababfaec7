import type { Analyzer } from '../../analyzer';

/** Paths with an asterisk, which is compared like any other letter. */
export const literalAsterisk: Analyzer = {
  rules: ['vs-literal-asterisk'],
  reads: ['virtualServices'],
  *analyze(model) {
    for (const service of model.virtualServices) {
      for (const [index, { match = [] }] of (service.spec.http ?? []).entries()) {
        for (const [at, { uri }] of match.entries()) {
          const kind = uri?.exact?.includes('*')
            ? 'exact'
            : uri?.prefix?.includes('*')
              ? 'prefix'
              : undefined;
          if (kind === undefined) continue;
          const written = uri?.[kind] ?? '';
          yield {
            rule: 'vs-literal-asterisk',
            about: service,
            path: ['spec', 'http', index, 'match', at, 'uri', kind],
            message: `the asterisk of ${written} is compared like any other letter: only a path that has one matches`,
            suggestion: meantBy(written, kind),
          };
        }
      }
    }
  },
};

/** An asterisk at the end stands for whatever comes after, one elsewhere probably for a segment. */
function meantBy(written: string, kind: 'exact' | 'prefix'): string {
  const bare = written.replace(/\*$/, '');
  if (!bare.includes('*')) return `write prefix: ${bare || '/'}`;
  const expression = bare.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^/]+');
  return `write regex: ${expression}${kind === 'prefix' || bare !== written ? '.*' : ''}`;
}

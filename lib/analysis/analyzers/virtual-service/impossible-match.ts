import type { Analyzer, Path } from '../../analyzer';

interface TextMatch {
  readonly exact?: string;
  readonly prefix?: string;
}

interface HttpMatch {
  readonly uri?: TextMatch & object;
  readonly method?: TextMatch & object;
}

/** Matches that no request can have: paths without a slash, methods in small letters. */
export const impossibleMatch: Analyzer = {
  rules: ['vs-match-impossible'],
  reads: ['virtualServices'],
  *analyze(model) {
    for (const service of model.virtualServices) {
      for (const [index, { match = [] }] of (service.spec.http ?? []).entries()) {
        for (const [at, one] of match.entries()) {
          const found = impossible(one);
          if (found === undefined) continue;
          yield {
            rule: 'vs-match-impossible',
            about: service,
            path: ['spec', 'http', index, 'match', at, ...found.path],
            message: found.message,
            suggestion: `write ${found.instead}`,
          };
        }
      }
    }
  },
};

function impossible({
  uri,
  method,
}: HttpMatch): { readonly path: Path; readonly message: string; readonly instead: string } | undefined {
  for (const kind of ['exact', 'prefix'] as const) {
    const path = uri?.[kind];
    // Whoever asks for all of a server's options sends an asterisk.
    if (path && !path.startsWith('/') && path !== '*')
      return {
        path: ['uri', kind],
        message: `the path of a request begins with /: ${path} never matches`,
        instead: `/${path}`,
      };
  }
  for (const kind of ['exact', 'prefix'] as const) {
    const verb = method?.[kind];
    if (verb && verb !== verb.toUpperCase() && usual.has(verb.toUpperCase()))
      return {
        path: ['method', kind],
        message: `methods are compared letter by letter: ${verb} never matches`,
        instead: verb.toUpperCase(),
      };
  }
  return undefined;
}

const usual = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE']);

import { isProxysHeader } from '../../values/header-name';
import { shown } from '../schema/shown';
import { list, map, object, type Shape, type ValueCheck, value } from '../shape';

/** Whether a name is one of the authority of a request. */
export function isAuthority(name: string): boolean {
  return /^(?::authority|host)$/i.test(name);
}

/** A header that may be set on a request: the authority too. */
const onRequest: ValueCheck<string> = (name) => {
  if (name === '') return 'must name a header';
  return isProxysHeader(name) && !isAuthority(name)
    ? `can not be set: a proxy makes ${shown(name)} by itself; use rewrite`
    : undefined;
};

/** A header that may be set on a response or removed. */
const removable: ValueCheck<string> = (name) => {
  if (name === '') return 'must name a header';
  return isProxysHeader(name) ? `can not be changed here: a proxy makes ${shown(name)} by itself` : undefined;
};

/** A header in a match, or a claim of a token (`@request.auth.claims.groups`). */
export const matchable: ValueCheck<string> = (name) => {
  if (name === '') return 'must name a header';
  if (isClaim(name) || /^:(?:method|scheme|authority|path|status)$/.test(name)) return undefined;
  return /^[!#$%&'*+,\-.^_`|~A-Za-z0-9]+$/.test(name)
    ? undefined
    : `can not be the name of a header, got ${shown(name)}`;
};

/** Whether a match looks at a claim of a token. */
export function isClaim(name: string): boolean {
  const claim = /^@request\.auth\.claims(.*)$/is.exec(name)?.[1];
  return claim !== undefined && (/^\../s.test(claim) || /^\[.+\]$/s.test(claim));
}

const text: Shape = value(headerValue);

const changes = (name: ValueCheck<string>) =>
  object({ add: map(name, text, ''), set: map(name, text, ''), remove: list(value(removable)) });

/** What is changed of the headers of a request and of its response. */
export const headers = object({ request: changes(onRequest), response: changes(removable) });

/** One character after another: what may stand next depends on what stood before. */
const states = {
  text: (sign: string) => (sign === '%' ? 'name' : 'text'),
  name: (sign: string) => (sign === '%' ? 'text' : sign === '(' ? 'arguments' : 'name'),
  arguments: (sign: string) => (sign === '[' ? 'quote' : sign === ' ' ? 'arguments' : 'string'),
  quote: (sign: string) => (sign === '"' ? 'string' : sign === ' ' ? 'quote' : undefined),
  string: (sign: string) => (sign === ')' ? 'end' : sign === '"' ? 'comma' : 'string'),
  comma: (sign: string) =>
    sign === ',' ? 'quote' : sign === ']' ? 'parenthesis' : sign === ' ' ? 'comma' : undefined,
  parenthesis: (sign: string) => (sign === ')' ? 'end' : sign === ' ' ? 'parenthesis' : undefined),
  end: (sign: string) => (sign === '%' ? 'text' : sign === ' ' ? 'end' : undefined),
} as const satisfies Record<string, (sign: string) => string | undefined>;

/** The value of a header as Envoy reads it: `%REQ(x-id)%` is replaced, `%%` is a percent sign. */
export function headerValue(given: string): string | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\0-\x08\n-\x1f\x7f]/.test(given)) return `must have no control characters, got ${shown(given)}`;
  const problem = `must write % as %%, or a whole %VARIABLE% of Envoy's, got ${shown(given)}`;
  let state = 'text' as keyof typeof states;
  for (let at = 0; at < given.length; at++) {
    const sign = given[at] as string;
    if (state === 'text' && sign === '%') {
      if (at === given.length - 1) return problem;
      if (given[at + 1] === '%') {
        at++;
        continue;
      }
    }
    if (state === 'string' && sign === '\\') {
      if (at === given.length - 1) return problem;
      at++;
      continue;
    }
    const next: keyof typeof states | undefined = states[state](sign);
    if (next === undefined) return problem;
    state = next;
  }
  return state === 'text' ? undefined : problem;
}

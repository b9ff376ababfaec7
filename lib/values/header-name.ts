import { ConfigError } from '../diagnostics/error';

const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** Refuses what HTTP does not allow as a header's name. */
export function checkHeaderName(name: string): void {
  if (token.test(name)) return;
  throw new ConfigError({
    problem: 'a header name has characters that HTTP does not allow',
    got: name,
    instead: "write a name such as 'x-request-id'",
  });
}

/** Whether a header says which host a request is for. */
export function isHostHeader(name: string): boolean {
  return name.toLowerCase() === 'host';
}

/** Refuses what a route can't append to or remove: no header, or the host of the request. */
export function checkChangedHeaderName(name: string): void {
  checkHeaderName(name);
  if (isHostHeader(name)) {
    throw new ConfigError({
      problem: 'this header can only be set, and only of a request',
      got: name,
      instead: 'set it there, or rewrite the authority',
    });
  }
}

const claim = /^@request\.auth\.claims(\..+|\[.+\])$/;
/** Header names of HTTP/2 that hold what the first line of an HTTP/1.1 request says. */
const pseudo = [':authority', ':method', ':path', ':scheme'];
const ignored = ['uri', 'scheme', 'method', 'authority'];

/** Whether a match is on a claim of a request's JWT instead of a header. */
export function isClaim(name: string): boolean {
  return claim.test(name);
}

/** Refuses what a route can't match on: names that are none, not in lower case, or that Istio says it ignores. */
export function checkMatchedHeaderName(name: string): void {
  if (isClaim(name) || pseudo.includes(name)) return;
  checkHeaderName(name);
  if (name !== name.toLowerCase()) {
    throw new ConfigError({
      problem: 'Istio matches header names in lower case',
      got: name,
      instead: `write '${name.toLowerCase()}'`,
    });
  }
  if (ignored.includes(name)) {
    throw new ConfigError({
      problem: 'Istio ignores a match on this name among the headers',
      got: name,
      instead: `use the condition of that name (${name === 'uri' ? 'path' : name})`,
    });
  }
}

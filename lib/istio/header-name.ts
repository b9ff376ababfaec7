import { ConfigError } from '../error';

const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** Refuses what HTTP does not allow as a header's name, and the ones that Envoy does not let a route change. */
export function checkHeaderName(name: string): void {
  if (!token.test(name)) {
    throw new ConfigError({
      problem: 'a header name has characters that HTTP does not allow',
      got: name,
      instead: "write a name such as 'x-request-id'",
    });
  }
  if (name.toLowerCase() === 'host') {
    throw new ConfigError({
      problem: 'a route can not change this header',
      got: name,
      instead: 'rewrite the authority instead',
    });
  }
}

const claim = /^@request\.auth\.claims[.[]/;
const reserved = ['uri', 'scheme', 'method', 'authority'];

/** Refuses what a route can't match on: Istio compares names in lower case and ignores four reserved ones. */
export function checkMatchedHeaderName(name: string): void {
  if (claim.test(name)) return;
  checkHeaderName(name);
  if (name !== name.toLowerCase()) {
    throw new ConfigError({
      problem: 'Istio matches header names in lower case',
      got: name,
      instead: `write '${name.toLowerCase()}'`,
    });
  }
  if (reserved.includes(name)) {
    throw new ConfigError({
      problem: 'Istio ignores a match on this name among the headers',
      got: name,
      instead: `use the condition of that name (${name === 'uri' ? 'path' : name})`,
    });
  }
}

import { type Check, every, text } from './check';

const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** What HTTP allows as a header's name. */
export const headerName: Check<string> = text({
  holds: (name) => token.test(name),
  problem: 'a header name has characters that HTTP does not allow',
  instead: "write a name such as 'x-request-id'",
});

/** A header's name of letters, digits, dashes and underscores, where Istio takes no other. */
export const plainHeaderName: Check<string> = text({
  holds: (name) => /^[-_A-Za-z0-9]+$/.test(name),
  problem: 'the name of this header has letters, digits, dashes and underscores alone',
  instead: "write a name such as 'x-user'",
});

/** Whether a header says which host a request is for. */
export function isHostHeader(name: string): boolean {
  return name.toLowerCase() === 'host';
}

/** Whether a proxy makes a header by itself, out of what it knows of a request. */
export function isProxysHeader(name: string): boolean {
  return name.startsWith(':') || isHostHeader(name);
}

/** Envoy sets `:authority` for all requests of a route alone, and there by another property. */
const settableHeader: Check<string> = text({
  holds: (name) => !name.startsWith(':'),
  problem: 'a header of this name can not be changed',
  instead: (name) =>
    name === ':authority' ? "write 'Host', which is the same" : 'rewrite the path or the authority instead',
});

/** A header of a request that can be set; `Host` too. */
export const requestHeader: Check<string> = every(settableHeader, headerName);

/** A header that can be appended to or removed, and of a response set: not the host of the request. */
export const changedHeader: Check<string> = every(
  settableHeader,
  headerName,
  text({
    holds: (name) => !isHostHeader(name),
    problem: 'this header can only be set, and only of a request',
    instead: 'set it there, or rewrite the authority',
  }),
);

const claim = /^@request\.auth\.claims(\..+|\[.+\])$/s;
/** Header names of HTTP/2 that hold what the first line of an HTTP/1.1 request says. */
const pseudo = [':authority', ':method', ':path', ':scheme'];
const ignored = ['uri', 'scheme', 'method', 'authority'];

/** Whether a match is on a claim of a request's JWT instead of a header. */
export function isClaim(name: string): boolean {
  return claim.test(name);
}

const comparable = (name: string) => isClaim(name) || pseudo.includes(name);

/** What a route can match on: a header in lower case that Istio does not say it ignores, or a claim. */
export const matchedHeader: Check<string> = every(
  text({
    holds: (name) => comparable(name) || token.test(name),
    problem: 'a header name has characters that HTTP does not allow',
    instead: "write a name such as 'x-request-id'",
  }),
  text({
    holds: (name) => comparable(name) || name === name.toLowerCase(),
    problem: 'Istio matches header names in lower case',
    instead: (name) => `write '${name.toLowerCase()}'`,
  }),
  text({
    holds: (name) => !ignored.includes(name),
    problem: 'Istio ignores a match on this name among the headers',
    instead: (name) => `use the condition of that name (${name === 'uri' ? 'path' : name})`,
  }),
);

import { type Check, text } from './check';

export const path: Check<string> = text({
  holds: (value) => value.startsWith('/'),
  problem: 'a path begins with a slash',
  instead: (value) => `write '/${value}'`,
});

/** What can be a `Host` header: a host, perhaps with its port. */
export const authority: Check<string> = text({
  holds: (value) => /^[^\s/@]+$/.test(value),
  problem: 'an authority is a host, perhaps with a port',
  instead: "write for example 'api.example.com' or 'api.example.com:8443'",
});

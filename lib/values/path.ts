import { ConfigError } from '../diagnostics/error';

/** Refuses a path that does not begin with a slash. */
export function checkPath(path: string): void {
  if (path.startsWith('/')) return;
  throw new ConfigError({
    problem: 'a path begins with a slash',
    got: path,
    instead: `write '/${path}'`,
  });
}

/** Refuses what can't be a `Host` header: a host, perhaps with its port. */
export function checkAuthority(authority: string): void {
  if (/^[^\s/@]+$/.test(authority)) return;
  throw new ConfigError({
    problem: 'an authority is a host, perhaps with a port',
    got: authority,
    instead: "write for example 'api.example.com' or 'api.example.com:8443'",
  });
}

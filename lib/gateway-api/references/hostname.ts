import { type Check, text } from '../../values/check';
import { isHostName } from '../../values/host-name';

/** A host of a listener or a route: no port, no address, a wildcard as the first label only. */
export const hostname: Check<string> = text({
  holds: (name) =>
    name !== '*' && /^(\*\.)?[a-z0-9.-]+$/.test(name) && !/^[\d.]+$/.test(name) && isRfc1123(name),
  problem: 'a hostname is a DNS name in lower case, perhaps with a wildcard for its first label',
  instead: (name) =>
    name === '*'
      ? 'leave it out for every host'
      : "write for example 'bookinfo.example.com' or '*.example.com'",
});

function isRfc1123(name: string): boolean {
  return isHostName(name) || /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(name);
}

import { ConfigError } from '../diagnostics/error';
import { suggest } from '../diagnostics/nearest-name';
import type { Mesh } from '../routing/mesh';

/** What stands for a service: `<namespace>/<name>`, its name or host, or a construct or reference that has one. */
export type ServiceReference =
  | string
  | { readonly host: string }
  | { readonly namespace?: string | undefined; readonly name: string }
  | { readonly metadata: { readonly namespace?: string | undefined; readonly name: string } };

/** The host of a service, or how it begins: `reviews.demo`. */
export function hostOf(service: ServiceReference): string {
  if (typeof service === 'string') return service.split('/').reverse().join('.');
  if ('host' in service && typeof service.host === 'string') return service.host;
  const { name, namespace } =
    'metadata' in service ? service.metadata : (service as { name: string; namespace?: string });
  return namespace === undefined ? name : `${name}.${namespace}`;
}

/**
 * Tells whether a host is that of a service.
 *
 * @throws ConfigError where the mesh has no such service, and the name can't be that of a host outside: nothing
 * reaches a name that was mistyped, and `.not` would pass
 */
export function isHostOf(
  service: ServiceReference,
  { services, outside }: Mesh['model'],
  matcher: string,
): (host: string) => boolean {
  const wanted = hostOf(service);
  const own = services.filter(({ namespace, name }) => `${namespace}/${name}` === service);
  const isMeant = (host: string) =>
    host === wanted || host.startsWith(`${wanted}.`) || own.some((one) => one.host === host);
  const hosts = [...services, ...[...outside.values()].filter((one) => one.kind === 'host')].map(
    ({ host }) => host,
  );
  if (typeof service !== 'string' || hosts.some(isMeant)) return isMeant;
  const [, namespace, svc = 'svc'] = wanted.split('.');
  const isInside =
    namespace === undefined ||
    service.includes('/') ||
    (svc === 'svc' && services.some((one) => one.namespace === namespace));
  if (!isInside) return isMeant;
  const labels = wanted.split('.').length;
  const known = hosts.map((host) => host.split('.').slice(0, labels).join('.'));
  throw new ConfigError({
    at: matcher,
    problem: 'no service has this name',
    got: service,
    instead: suggest(wanted, [...new Set(known)].sort()),
  });
}

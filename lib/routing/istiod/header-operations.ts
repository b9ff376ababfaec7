import type { HttpRouteSpec } from '../../model/kinds/virtual-service';
import { isProxysHeader } from '../../values/header-name';
import type { HeaderOperations } from '../envoy/route-configuration';

type Operations = NonNullable<NonNullable<HttpRouteSpec['headers']>['request']>;

/** Header operations as the proxy has them: what is set comes before what is added, each sorted by name. */
export function operationsOf(operations: Operations | undefined): HeaderOperations | undefined {
  if (operations === undefined) return undefined;
  const put = [...puts(operations.set, false), ...puts(operations.add, true)];
  const remove = (operations.remove ?? [])
    .filter((name) => !isProxysHeader(name))
    .map((name) => name.toLowerCase());
  return put.length === 0 && remove.length === 0 ? undefined : { remove, put };
}

/** The Host header that operations set: it is no header but where the request goes. */
export function authorityOf(operations: Operations | undefined): string | undefined {
  const found = (headers: Readonly<Record<string, string>> | undefined) =>
    Object.entries(headers ?? {}).find(([name]) => /^(?::authority|host)$/i.test(name))?.[1];
  return found(operations?.set) || found(operations?.add) || undefined;
}

function puts(headers: Readonly<Record<string, string>> | undefined, append: boolean) {
  return Object.entries(headers ?? {})
    .filter(([name]) => !isProxysHeader(name))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => ({ name: name.toLowerCase(), value, append }));
}

/** Operations of two places, the first's first. */
export function together(
  first: HeaderOperations | undefined,
  second: HeaderOperations | undefined,
): HeaderOperations | undefined {
  if (first === undefined || second === undefined) return first ?? second;
  return { remove: [...first.remove, ...second.remove], put: [...first.put, ...second.put] };
}

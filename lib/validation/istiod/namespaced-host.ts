import { shown } from '../schema/shown';
import { isAddress, isLabel, isPartialWildcard, wildcardHost } from './hosts';

/** A host of a Gateway's server: a host name, with the namespaces whose routes it takes before a slash. */
export function gatewayHost(text: string, converted: boolean): string | undefined {
  const slash = text.indexOf('/');
  if (slash < 0) return hostPart(text, true);
  const [namespace, host] = [text.slice(0, slash), text.slice(slash + 1)];
  if (namespace === '' || host === '') return `must be <namespace>/<host>, got ${shown(text)}`;
  const known =
    namespace === '*' || namespace === '.' || (namespace === '~' && converted) || isLabel(namespace);
  return known ? hostPart(host, true) : `must have *, . or a namespace before the slash, got ${shown(text)}`;
}

/**
 * A host that a Sidecar lets its workload reach: `namespace/host`.
 *
 * @param excludes whether `~` before the namespace takes its hosts away again
 */
export function egressHost(text: string, excludes: boolean): string | undefined {
  const slash = text.indexOf('/');
  if (slash < 0) return `must be <namespace>/<host>, such as ./* or istio-system/*, got ${shown(text)}`;
  const [namespace, host] = [text.slice(0, slash), text.slice(slash + 1)];
  if (namespace === '' || host === '') return `must be <namespace>/<host>, got ${shown(text)}`;
  const plain = excludes ? namespace.replace(/^~/, '') : namespace;
  const known = plain === '' || plain === '~' || plain === '*' || plain === '.' || isLabel(plain);
  return known
    ? hostPart(host, false)
    : `must have *, ., ~ or a namespace before the slash, got ${shown(text)}`;
}

function hostPart(host: string, gateway: boolean): string | undefined {
  if (host !== '*' && !host.includes('.')) {
    // An IPv6 address has no dots: it is refused for the same reason.
    return `must be a whole host name such as reviews.demo.svc.cluster.local, got ${shown(host)}`;
  }
  const problem = wildcardHost(host);
  if (problem !== undefined && !(gateway && isAddress(host))) return problem;
  return isPartialWildcard(host) ? `can begin with *. only, got ${shown(host)}` : undefined;
}

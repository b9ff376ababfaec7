import { fault, within } from '../../diagnostics/fault';
import { type Check, keyOf, textOr } from '../../values/check';
import { namespaceName } from '../../values/dns-label';
import { type HostName, hostName } from '../../values/host-name';
import { optional, shape } from '../../values/shape';
import { type AnyMeshService, meshService } from '../references/mesh-service';

/** Services of a namespace. */
export interface NamespaceHosts {
  readonly namespace: string;
  /** Its services of this name. @default - all of its services */
  readonly host?: HostName;
}

/**
 * What a sidecar can reach: a service, the services of a namespace, those of its own namespace (`.` in a manifest), of
 * every namespace, or nothing (`~`).
 *
 * @see https://istio.io/latest/docs/reference/config/networking/sidecar/#IstioEgressListener
 */
export type VisibleHosts = AnyMeshService | NamespaceHosts | 'own-namespace' | 'every-namespace' | 'nothing';

const words = { 'own-namespace': './*', 'every-namespace': '*/*', nothing: '~/*' } as const;
const namespaceHosts = shape<NamespaceHosts>({ namespace: namespaceName, host: optional(hostName) });

export const visibleHosts: Check<VisibleHosts> = textOr<keyof typeof words, AnyMeshService | NamespaceHosts>(
  keyOf(words),
  (value: AnyMeshService | NamespaceHosts) =>
    isNamespaceHosts(value) ? namespaceHosts(value) : meshService(value),
);

function isNamespaceHosts(value: unknown): value is NamespaceHosts {
  return typeof value === 'object' && value !== null && 'namespace' in value && !('kind' in value);
}

/** Istio takes nothing else beside nothing. */
export const nothingAlone: Check<readonly VisibleHosts[]> = (hosts) => {
  const index = hosts.indexOf('nothing');
  return index < 0 || hosts.length === 1
    ? undefined
    : within(
        index,
        fault('nothing is not nothing beside something', 'nothing', 'leave it out, or the others'),
      );
};

export function renderVisibleHosts(hosts: VisibleHosts): string {
  if (typeof hosts === 'string') return words[hosts];
  if (!isNamespaceHosts(hosts)) return `*/${hosts.host}`;
  const { namespace, host = '*' } = hosts;
  return `${namespace}/${host}`;
}

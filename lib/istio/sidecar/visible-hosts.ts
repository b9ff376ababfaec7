import { fault, within } from '../../diagnostics/fault';
import { type Check, isPlain, keyOf, textOr } from '../../values/check';
import { namespaceName } from '../../values/dns-label';
import { type HostName, hostName } from '../../values/host-name';
import { optional, shape } from '../../values/shape';
import { type AnyMeshService, meshService } from '../references/mesh-service';
import { type INamespace, namespaceObject } from '../references/namespace-ref';

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
export type VisibleHosts =
  | AnyMeshService
  | INamespace
  | NamespaceHosts
  | 'own-namespace'
  | 'every-namespace'
  | 'nothing';

const words = { 'own-namespace': './*', 'every-namespace': '*/*', nothing: '~/*' } as const;
const namespaceHosts = shape<NamespaceHosts>({ namespace: namespaceName, host: optional(hostName) });

type Objects = AnyMeshService | INamespace | NamespaceHosts;

export const visibleHosts: Check<VisibleHosts> = textOr<keyof typeof words, Objects>(
  keyOf(words),
  (value: Objects) =>
    isNamespaceHosts(value)
      ? namespaceHosts(value)
      : isNamespace(value)
        ? namespaceObject(value)
        : meshService(value),
);

function isNamespace(value: Objects): value is INamespace {
  return isPlain(value) && value.kind === 'namespace';
}

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
  if (isNamespace(hosts)) return `${hosts.name}/*`;
  if (!isNamespaceHosts(hosts)) return `*/${hosts.host}`;
  const { namespace, host = '*' } = hosts;
  return `${namespace}/${host}`;
}

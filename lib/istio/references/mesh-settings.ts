import type { IConstruct } from 'constructs';
import { refuse } from '../../diagnostics/error';
import { aConstruct, childrenFault } from '../../values/a-construct';
import { text } from '../../values/check';
import { checkedCall } from '../../values/checked-call';
import { isDnsLabel, namespaceName } from '../../values/dns-label';
import type { HostName } from '../../values/host-name';
import { istioNames } from '../../values/mesh-names';
import { optional, type Shape, shape } from '../../values/shape';

/**
 * What the mesh itself is called: set once for an app, and hosts, policies and the installation follow.
 *
 * @see https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/
 */
export interface MeshSettings {
  /** What stands at the beginning of each workload's identity. @default 'cluster.local' */
  readonly trustDomain: string;
  /** The end of the host names of the cluster's Services. @default 'cluster.local' */
  readonly clusterDomain: string;
  /** The namespace whose configuration holds for all of the mesh, and where istiod runs. @default 'istio-system' */
  readonly rootNamespace: string;
}

/** What Istio calls itself where nobody said so. */
export const istioMesh: MeshSettings = istioNames;

/** The name of a domain, as the mesh has some. */
export const domainName = (what: string, example: string) =>
  text({
    holds: (name) => name.length <= 253 && name.split('.').every(isDnsLabel),
    problem: `${what} is a DNS name`,
    instead: `write for example '${example}'`,
  });

const properties = {
  trustDomain: optional(domainName('a trust domain', 'example.org')),
  clusterDomain: optional(domainName('the domain of a cluster', istioNames.clusterDomain)),
  rootNamespace: optional(namespaceName),
} satisfies Shape<Partial<MeshSettings>>;

/** Some of the mesh's names, perhaps none. */
export const someMeshSettings = shape<Partial<MeshSettings>>(properties);

/** All of the mesh's names. */
export const allMeshSettings = shape<MeshSettings>({
  trustDomain: properties.trustDomain.optional,
  clusterDomain: properties.clusterDomain.optional,
  rootNamespace: properties.rootNamespace.optional,
});

const settings = shape<Partial<MeshSettings>>(properties, {
  atLeastOne: ['trustDomain', 'clusterDomain', 'rootNamespace'],
});

const contextKey = 'cdk8s-istio/mesh';

export const MeshSettings = {
  /**
   * Sets them for all that is later built below `scope`, normally the app. What is not named stays as it is.
   *
   * @example
   * const mesh = new App();
   * MeshSettings.use(mesh, { trustDomain: 'example.org', clusterDomain: 'k8s.lab' });
   * @throws ConfigError for what is no DNS name or no namespace
   */
  use(scope: IConstruct, chosen: Partial<MeshSettings>): void {
    checkedCall('MeshSettings.use', aConstruct, scope);
    refuse(scope, settings(chosen) ?? childrenFault(scope));
    scope.node.setContext(contextKey, { ...MeshSettings.of(scope), ...chosen });
  },

  /**
   * Istio's own with some of them chosen.
   *
   * @throws ConfigError for what is no DNS name or no namespace
   */
  over(chosen: Partial<MeshSettings> = {}): MeshSettings {
    checkedCall('MeshSettings.over', someMeshSettings, chosen);
    return { ...istioMesh, ...chosen };
  },

  /** Those of what is built below `scope`; Istio's own defaults where nobody said so. */
  of(scope: IConstruct): MeshSettings {
    checkedCall('MeshSettings.of', aConstruct, scope);
    return (scope.node.tryGetContext(contextKey) as MeshSettings | undefined) ?? istioMesh;
  },
};

/** The host name that a Service of the cluster has in the mesh's registry. */
export function serviceHost(name: string, namespace: string, { clusterDomain }: MeshSettings): HostName {
  return `${name}.${namespace}.svc.${clusterDomain}`;
}

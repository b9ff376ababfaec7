import { type KubernetesObject, keyText } from '../kubernetes/identity';
import type { InstalledGateway, NamedOutside } from '../kubernetes/named-outside';
import { IstioRelease } from '../release/istio-release';
import { grouped } from './grouped';
import { type Injectors, injectors } from './injection';
import { type MeshKind, meshKinds, type ObjectsOf } from './mesh-kinds';
import { inOrder, type MeshObject, meshObject } from './mesh-object';
import { type MeshSettings, meshSettings } from './mesh-settings';
import { type MeshNamespace, namespacesOf } from './namespace';
import { type LabelIndex, labelIndex } from './selection';
import { type MeshService, servicesOf } from './service';
import { serviceWorkloads } from './service-workloads';
import type { Shape } from './shape';
import { uniqueObjects } from './unique-objects';
import {
  entryWorkload,
  generatedWorkloads,
  staysForCallers,
  templatePathOf,
  type Workload,
  workloadObject,
  workloadOf,
} from './workload';

/** How objects are to be read. */
export interface MeshModelOptions {
  /** Where objects without a namespace belong. @default 'default' */
  readonly namespace?: string;
  /** The Istio that is to run them. @default - the newest described */
  readonly release?: IstioRelease;
  /** Whether what is not among the objects does not exist; or of which namespaces that is so. @default false */
  readonly complete?: boolean | readonly string[];
  /**
   * Namespaces that belong to who made the objects: of what these hold of a kind, nothing is elsewhere.
   * @default - those whose Namespace is among the objects
   */
  readonly own?: readonly string[];
  /** Whether a program makes more of the same files: of no namespace it is known then what it holds. @default false */
  readonly partial?: boolean;
  /** What is said to exist outside, although it is not among the objects. @default - nothing */
  readonly outside?: readonly NamedOutside[];
  /** The end of the host names of Services. @default 'cluster.local' */
  readonly domain?: string;
  /**
   * Whether istiod is installed with `PILOT_ENABLE_ALPHA_GATEWAY_API=true`.
   * @default - as its Deployment says, where that is among the objects; else it is not
   */
  readonly alpha?: boolean;
}

/** Objects of the mesh by kind, in the order in which istiod takes them. */
export type MeshObjects = { readonly [K in MeshKind]: ObjectsOf<K> };

/**
 * The mesh that manifests describe: plain data that is read once, and indexes over it. Every question about it is a
 * function of a file beside this one.
 */
export interface MeshModel extends MeshObjects {
  readonly settings: MeshSettings;
  readonly release: IstioRelease;
  /** Where objects without a namespace belong. */
  readonly defaultNamespace: string;
  /** Whether istiod is said to take what it calls alpha of the Gateway API. */
  readonly alpha: boolean;
  readonly injectors: Injectors;
  readonly namespaces: ReadonlyMap<string, MeshNamespace>;
  /** Whether all there is of the whole world is among the objects. */
  readonly complete: boolean;
  /** The namespaces of which all there is is among the objects; of the others there may be more. */
  readonly completeNamespaces: ReadonlySet<string>;
  /** The namespaces that belong to who made the objects. */
  readonly ownNamespaces: ReadonlySet<string>;
  /** What is said to exist outside: hosts, and keys as of {@link MeshModel.byIdentity}. */
  readonly outside: ReadonlyMap<string, NamedOutside>;
  /** Ingress gateways that are said to be installed, although their pods are not among the objects. */
  readonly installedGateways: readonly InstalledGateway[];
  /** The kinds of which something is given, by namespace; of none where more is made of the same files. */
  readonly kindsByNamespace: ReadonlyMap<string, ReadonlySet<MeshKind | 'workloads'>>;
  /** Services, the hosts of ServiceEntries, and what istiod makes for gateways. */
  readonly services: readonly MeshService[];
  /** By host, in lower case. */
  readonly servicesByHost: ReadonlyMap<string, readonly MeshService[]>;
  readonly servicesByNamespace: ReadonlyMap<string, readonly MeshService[]>;
  /** Services whose host is a wildcard, which only ServiceEntries have. */
  readonly wildcardServices: readonly MeshService[];
  readonly workloads: readonly Workload[];
  /** The services that select a workload. */
  readonly servicesByWorkload: ReadonlyMap<Workload, readonly MeshService[]>;
  readonly workloadIndex: LabelIndex<Workload>;
  /** DestinationRules by namespace. */
  readonly destinationRulesByNamespace: ReadonlyMap<string, ObjectsOf<'destinationRules'>>;
  readonly sidecarsByNamespace: ReadonlyMap<string, ObjectsOf<'sidecars'>>;
  readonly peerAuthenticationsByNamespace: ReadonlyMap<string, ObjectsOf<'peerAuthentications'>>;
  readonly requestAuthenticationsByNamespace: ReadonlyMap<string, ObjectsOf<'requestAuthentications'>>;
  /** Objects in whose place another came that is named alike, with that one. */
  readonly replaced: ReadonlyMap<KubernetesObject, MeshObject>;
  /** Every object that is of a kind of the mesh, or a workload: by `group/Kind/namespace/name`. */
  readonly byIdentity: ReadonlyMap<string, MeshObject>;
}

/** The mesh that manifests describe. */
export const MeshModel = {
  /** Reads objects: of each that is there twice the last, whatever is wrong with them. */
  of(objects: Iterable<KubernetesObject>, options: MeshModelOptions = {}): MeshModel {
    const defaultNamespace = options.namespace ?? 'default';
    const lists = Object.fromEntries(Object.keys(meshKinds).map((kind) => [kind, []])) as unknown as {
      [K in MeshKind]: MeshObject[];
    };
    const controllers: { readonly manifest: KubernetesObject; readonly object: MeshObject }[] = [];
    const byIdentity = new Map<string, MeshObject>();
    const replaced = new Map<KubernetesObject, MeshObject>();
    uniqueObjects(objects, defaultNamespace).forEach(({ manifest, kind, replaced: before }, key) => {
      const { name } = kind;
      const object =
        name === undefined
          ? workloadObject(manifest, kind, defaultNamespace)
          : meshObject(
              manifest,
              kind,
              defaultNamespace,
              meshKinds[name].shape as Shape<unknown>,
              meshKinds[name].within,
            );
      for (const one of before) replaced.set(one, object);
      // One that the cluster is to name has a key of its own.
      byIdentity.set(manifest.metadata.name === object.name ? key : keyOf(object), object);
      if (name === undefined) controllers.push({ manifest, object });
      else lists[name].push(object);
    });
    for (const list of Object.values(lists)) list.sort(inOrder);
    return { ...built(lists as unknown as MeshObjects, controllers, byIdentity, options), replaced };
  },
};

/** What an object is found by in {@link MeshModel.byIdentity}. */
export function keyOf(object: Pick<MeshObject, 'group' | 'kind' | 'namespace' | 'name'>): string {
  return keyText(object);
}

function built(
  lists: MeshObjects,
  controllers: readonly { readonly manifest: KubernetesObject; readonly object: MeshObject }[],
  byIdentity: ReadonlyMap<string, MeshObject>,
  {
    namespace: defaultNamespace = 'default',
    release = IstioRelease.latest,
    complete = false,
    own = [],
    partial = false,
    outside = [],
    domain,
    alpha = false,
  }: MeshModelOptions,
): Omit<MeshModel, 'replaced'> {
  const settings = meshSettings(lists.configMaps, domain);
  const asked = injectors(lists.mutatingWebhooks);
  const namespaces = namespacesOf(
    lists.namespaceObjects,
    new Set([...byIdentity.values()].map(({ namespace }) => namespace)),
  );
  const generated = generatedWorkloads(lists.kubernetesGateways, lists.gatewayClasses, release.version);
  const workloads = [
    ...controllers.flatMap(({ manifest, object }) => {
      const workload = workloadOf(manifest, object, namespaces.get(object.namespace), asked);
      return workload === undefined ? [] : [workload];
    }),
    ...lists.workloadEntries.map(entryWorkload),
    ...generated,
  ];
  const services = servicesOf(lists.kubernetesServices, lists.serviceEntries, generated, settings);
  const workloadIndex = labelIndex(workloads);
  return {
    ...lists,
    settings,
    release,
    defaultNamespace,
    alpha,
    injectors: asked,
    namespaces,
    complete: complete === true,
    completeNamespaces: new Set(complete === true ? namespaces.keys() : complete === false ? [] : complete),
    ownNamespaces: new Set([...lists.namespaceObjects.map(({ name }) => name), ...own]),
    ...namedElsewhere(outside),
    kindsByNamespace: partial && complete === false ? new Map() : kindsByNamespace(lists, controllers),
    services,
    servicesByHost: grouped(services, ({ host }) => host),
    servicesByNamespace: grouped(services, ({ namespace }) => namespace),
    wildcardServices: services.filter(({ host }) => host.startsWith('*')),
    workloads,
    workloadIndex,
    servicesByWorkload: servicesByWorkload(services, workloadIndex),
    destinationRulesByNamespace: grouped(lists.destinationRules, ({ namespace }) => namespace),
    sidecarsByNamespace: grouped(lists.sidecars, ({ namespace }) => namespace),
    peerAuthenticationsByNamespace: grouped(lists.peerAuthentications, ({ namespace }) => namespace),
    requestAuthenticationsByNamespace: grouped(lists.requestAuthentications, ({ namespace }) => namespace),
    byIdentity,
  };
}

function namedElsewhere(outside: readonly NamedOutside[]): Pick<MeshModel, 'outside' | 'installedGateways'> {
  const names = new Map<string, NamedOutside>();
  const gateways = new Map<string, InstalledGateway>();
  for (const one of outside) {
    if (one.kind === 'ingress-gateway') gateways.set(`${one.namespace}/${one.service}`, one);
    else if (one.kind !== 'host') names.set(keyText(one), one);
    else {
      const host = one.host.toLowerCase();
      const known = names.get(host);
      // Not every reference says the ports.
      if (known?.kind !== 'host' || known.ports.length === 0) names.set(host, one);
    }
  }
  return { outside: names, installedGateways: [...gateways.values()] };
}

function kindsByNamespace(
  lists: MeshObjects,
  controllers: readonly { readonly manifest: KubernetesObject; readonly object: MeshObject }[],
): ReadonlyMap<string, ReadonlySet<MeshKind | 'workloads'>> {
  const kinds = new Map<string, Set<MeshKind | 'workloads'>>();
  const add = (namespace: string, kind: MeshKind | 'workloads') => {
    const known = kinds.get(namespace);
    if (known === undefined) kinds.set(namespace, new Set([kind]));
    else known.add(kind);
  };
  for (const kind of Object.keys(meshKinds) as MeshKind[])
    for (const { namespace } of lists[kind]) add(namespace, kind);
  for (const { manifest, object } of controllers)
    if (templatePathOf(manifest, object) !== undefined && staysForCallers(object))
      add(object.namespace, 'workloads');
  return kinds;
}

function servicesByWorkload(
  services: readonly MeshService[],
  workloadIndex: LabelIndex<Workload>,
): ReadonlyMap<Workload, readonly MeshService[]> {
  const found = new Map<Workload, MeshService[]>();
  for (const service of services) {
    for (const workload of serviceWorkloads({ workloadIndex }, service)) {
      const known = found.get(workload);
      if (known === undefined) found.set(workload, [service]);
      else known.push(service);
    }
  }
  return found;
}

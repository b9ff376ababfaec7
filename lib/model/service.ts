import type { Labels } from '../values/labels';
import type { ObjectsOf } from './mesh-kinds';
import type { MeshObject } from './mesh-object';
import type { MeshSettings } from './mesh-settings';
import { declaredProtocol, type Protocol, servicePortProtocol } from './protocol';
import type { Workload } from './workload';

/** A port of a service of the mesh. */
export interface ServicePort {
  readonly number: number;
  readonly name: string;
  readonly protocol: Protocol;
  readonly transport: 'TCP' | 'UDP' | 'SCTP';
  /** Where the workloads listen: a number, the name of a port that they declare, or the number of this port. */
  readonly targetPort: number | string;
  /** Its place in `spec.ports`. */
  readonly index: number;
}

/** A host that istiod knows: of a Service, or one of the hosts of a ServiceEntry. */
export interface MeshService {
  readonly origin: 'service' | 'service-entry' | 'generated';
  /** In lower case; of a ServiceEntry perhaps a wildcard. */
  readonly host: string;
  readonly name: string;
  readonly namespace: string;
  readonly object: MeshObject;
  readonly ports: readonly ServicePort[];
  /** Whose clients see it: namespaces, `.` for its own, `*` for all, `~` for none. */
  readonly exportTo: readonly string[];
  /** Which workloads it has; undefined for one that selects none by labels. */
  readonly selector: Labels | undefined;
  /** Whether what answers has no proxy of this mesh. */
  readonly external: boolean;
  /** How istiod or the proxy finds what answers. */
  readonly resolution: 'selector' | 'static' | 'dns' | 'none';
  /** Its own addresses; empty where only the name leads to it. */
  readonly addresses: readonly string[];
  readonly headless: boolean;
  /** The name that a Service of type ExternalName stands for. */
  readonly externalName?: string;
}

/** The hosts of Services, of ServiceEntries and of the gateways that istiod runs. */
export function servicesOf(
  services: ObjectsOf<'kubernetesServices'>,
  entries: ObjectsOf<'serviceEntries'>,
  generated: readonly Workload[],
  settings: MeshSettings,
): MeshService[] {
  return [
    ...services.map((service) => kubernetesService(service, settings)),
    ...entries.flatMap((entry) => entryServices(entry, settings)),
    ...generated.map((workload) => generatedService(workload, settings)),
  ];
}

function hostOf(name: string, namespace: string, settings: MeshSettings): string {
  return `${name}.${namespace}.svc.${settings.domain}`.toLowerCase();
}

function kubernetesService(
  object: ObjectsOf<'kubernetesServices'>[number],
  settings: MeshSettings,
): MeshService {
  const { spec } = object;
  const exported = object.annotations['networking.istio.io/exportTo'];
  const isExternal = spec.type === 'ExternalName';
  const ips = [spec.clusterIP, ...(spec.clusterIPs ?? [])].filter((ip) => ip !== undefined && ip !== '');
  const hasSelector = !isExternal && Object.keys(spec.selector ?? {}).length > 0;
  return {
    origin: 'service',
    host: hostOf(object.name, object.namespace, settings),
    name: object.name,
    namespace: object.namespace,
    object,
    ports: (spec.ports ?? []).flatMap((port, index) => {
      if (port.port === undefined) return [];
      return [
        {
          number: port.port,
          name: port.name ?? '',
          protocol: servicePortProtocol(port),
          transport: transportOf(port.protocol),
          targetPort: port.targetPort ?? port.port,
          index,
        },
      ];
    }),
    exportTo:
      exported === undefined
        ? settings.defaultExportTo.services
        : exported.split(',').map((one) => one.trim()),
    selector: hasSelector ? (spec.selector ?? {}) : undefined,
    external: isExternal,
    resolution: isExternal ? 'dns' : hasSelector ? 'selector' : 'static',
    addresses: ips.filter((ip): ip is string => ip !== 'None'),
    headless: ips.includes('None'),
    ...(isExternal && spec.externalName !== undefined && { externalName: spec.externalName.toLowerCase() }),
  };
}

function transportOf(protocol: string | undefined): ServicePort['transport'] {
  return protocol === 'UDP' || protocol === 'SCTP' ? protocol : 'TCP';
}

const resolutions: ReadonlyMap<string, MeshService['resolution']> = new Map(
  Object.entries({
    STATIC: 'static',
    DNS: 'dns',
    DNS_ROUND_ROBIN: 'dns',
    DYNAMIC_DNS: 'dns',
  }),
);

function entryServices(object: ObjectsOf<'serviceEntries'>[number], settings: MeshSettings): MeshService[] {
  const { spec } = object;
  const ports = (spec.ports ?? []).flatMap((port, index) => {
    if (port.number === undefined) return [];
    const protocol = declaredProtocol(port.protocol);
    return [
      {
        number: port.number,
        name: port.name ?? '',
        protocol,
        transport: protocol === 'udp' ? ('UDP' as const) : ('TCP' as const),
        targetPort: port.targetPort ?? port.number,
        index,
      },
    ];
  });
  const labels = spec.workloadSelector?.labels ?? {};
  const selector = Object.keys(labels).length > 0 ? labels : undefined;
  return (spec.hosts ?? []).map((host) => ({
    origin: 'service-entry' as const,
    host: host.toLowerCase(),
    name: object.name,
    namespace: object.namespace,
    object,
    ports,
    exportTo: spec.exportTo?.length ? spec.exportTo : settings.defaultExportTo.services,
    selector,
    external: spec.location !== 'MESH_INTERNAL',
    resolution: selector
      ? ('selector' as const)
      : (resolutions.get(spec.resolution ?? '') ?? ('none' as const)),
    addresses: spec.addresses ?? [],
    headless: false,
  }));
}

function generatedService(workload: Workload, settings: MeshSettings): MeshService {
  return {
    origin: 'generated',
    host: hostOf(workload.name, workload.namespace, settings),
    name: workload.name,
    namespace: workload.namespace,
    object: workload.object,
    ports: workload.ports.map(({ number }, index) => ({
      number,
      name: `port-${number}`,
      protocol: 'unknown' as const,
      transport: 'TCP' as const,
      targetPort: number,
      index,
    })),
    exportTo: ['*'],
    selector: workload.labels,
    external: false,
    resolution: 'selector',
    addresses: [],
    headless: false,
  };
}

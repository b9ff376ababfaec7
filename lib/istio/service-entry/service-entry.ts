import type { Construct } from 'constructs';
import * as generated from '../../../imports/networking.istio.io/service-entry';
import { refuse } from '../../diagnostics/error';
import { type Fault, fault, within } from '../../diagnostics/fault';
import { type Check, distinct, every, keyOf, text } from '../../values/check';
import { checkedCall } from '../../values/checked-call';
import { defined } from '../../values/defined';
import { dnsName, type HostName } from '../../values/host-name';
import type { NonEmpty } from '../../values/non-empty';
import { inNamespace } from '../../values/object-name';
import type { PortProtocol } from '../../values/port';
import {
  type KnownPort,
  knownPorts,
  type ServicePort,
  servicePorts,
  type WrittenPort,
} from '../../values/service-port';
import { optional, shape } from '../../values/shape';
import { subnet } from '../../values/subnet';
import { wildcard } from '../../values/wildcard';
import { waypointFault } from '../references/ambient-release';
import { Destination, type PortDestination } from '../references/destination';
import { type ExportTo, exportTo, renderExportTo } from '../references/export-to';
import { type IMeshService, type MeshServicePort, portFault } from '../references/mesh-service';
import { type INamespace, namespaceObject, type ReaderOf, readerOf } from '../references/namespace-ref';
import { type IServiceEntry, namedServiceEntry } from '../references/service-entry-ref';
import { type IWaypoint, waypoint, waypointLabels } from '../references/waypoint-ref';
import { foreignWorkload } from '../references/workload';
import {
  type IstioObjectProps,
  IstioResource,
  type ObjectPlace,
  objectProps,
  type Plain,
  resourceKind,
} from '../resource';
import { endpointFault } from '../workload-entry/endpoint';
import {
  type ExternalService,
  externalService,
  type NamespaceOf,
  type PortOf,
  type WaypointOf,
} from './external-service';
import { type Resolution, renderResolution, resolution } from './resolution';

/** What the mesh is told of a service that is no Kubernetes Service: its names, its ports and where it is found. */
export interface ServiceEntryProps<
  Port extends string,
  Namespace extends INamespace | undefined = INamespace | undefined,
  Served extends IWaypoint | undefined = IWaypoint | undefined,
> extends IstioObjectProps {
  /** The names that it is called by. Routes and rules for the object are for the first. */
  readonly hosts: NonEmpty<HostName>;
  /** Port name to number, or to `{ port, targetPort, protocol }`; the protocol may stand at the beginning of the name. */
  readonly ports: { readonly [Name in Port]: ServicePort<Name> };
  readonly resolution: Resolution;
  /** Whether it belongs to the mesh: then mutual TLS is spoken with it. @default 'mesh-external' */
  readonly location?: 'mesh-external' | 'mesh-internal';
  /** IP addresses and blocks that clients know it by. @default - any address, or one that Istio gives it */
  readonly addresses?: NonEmpty<string>;
  /** Names of which one must stand in the certificate that it shows. @default - the host's own is not asked for */
  readonly subjectAltNames?: NonEmpty<string>;
  /** @default 'every-namespace' */
  readonly exportTo?: ExportTo;
  /** What serves it in ambient mode. @default - what serves its namespace */
  readonly waypoint?: Served;
  /**
   * The namespace that it lies in, by which it is known who reads the requests to it: in ambient mode a waypoint, or nobody.
   * @default - the chart's; sidecars read them, or the waypoint that is given here
   */
  readonly namespace?: Namespace;
}

/** The properties without the types of the port's names. */
interface Properties extends Omit<ServiceEntryProps<string>, 'ports'> {
  readonly ports: Readonly<Record<string, WrittenPort>>;
}

type Rendered = Plain<generated.ServiceEntrySpec>;

const locations = { 'mesh-external': 'MESH_EXTERNAL', 'mesh-internal': 'MESH_INTERNAL' } as const;

const host: Check<HostName> = every(
  text({
    holds: (name) => name !== '*',
    problem: 'a ServiceEntry is not for every host',
    instead: "write the names, such as 'api.example.com' or '*.example.com'",
  }),
  dnsName,
);

const serviceEntry = resourceKind<Properties, generated.ServiceEntrySpec>({
  generated: generated.ServiceEntry,
  check: shape<Properties>(
    {
      ...objectProps,
      hosts: distinct(host),
      ports: servicePorts,
      resolution,
      location: optional(keyOf(locations)),
      addresses: optional(distinct(subnet)),
      subjectAltNames: optional(distinct(wildcard('the name in a certificate'))),
      exportTo: optional(exportTo),
      waypoint: optional(waypoint),
      namespace: optional(namespaceObject),
    },
    { rule: hostsFault },
  ),
  namespace: ({ namespace }) => namespace,
  labels: ({ waypoint }, { namespace = '' }) => (waypoint ? waypointLabels(waypoint, namespace) : {}),
  rule: (props, place) =>
    endpointsFault(props, place) ?? waypointFault(place.construct, props.waypoint, place.namespace ?? ''),
  render: (props) =>
    defined<Rendered>({
      hosts: [...props.hosts],
      addresses: props.addresses && [...props.addresses],
      ports: knownPorts(props.ports).map(renderPort),
      location: locations[props.location ?? 'mesh-external'],
      ...renderResolution(props.resolution),
      subjectAltNames: props.subjectAltNames && [...props.subjectAltNames],
      exportTo: props.exportTo && renderExportTo(props.exportTo),
    }),
});

/**
 * Brings what no Service describes into the mesh's registry: an address outside, machines, names that DNS knows. Routes
 * and rules lead to it as to a microservice.
 *
 * @example
 * const database = new ServiceEntry(this, 'database', {
 *   hosts: ['db.example.com'],
 *   ports: { mysql: 3306 },
 *   resolution: Resolution.static({ address: '10.0.0.7' }, { address: '10.0.0.8' }),
 * });
 * @throws ConfigError for a wildcard that DNS would be asked for, and for endpoints of another namespace
 * @see https://istio.io/latest/docs/reference/config/networking/service-entry/
 */
export class ServiceEntry<
    Port extends string = string,
    Namespace extends INamespace | undefined = undefined,
    Served extends IWaypoint | undefined = undefined,
  >
  extends IstioResource<Properties>
  implements IMeshService<Port, ReaderOf<Namespace, Served>>
{
  /**
   * One service outside, by its name.
   *
   * @example
   * const stripe = ServiceEntry.external(this, 'api.stripe.com', { tls: ExternalTls.originated() });
   * HttpRoute.to(stripe);
   * @see https://istio.io/latest/docs/tasks/traffic-management/egress/egress-tls-origination/
   */
  public static external<const T extends ExternalService = Record<never, never>>(
    scope: Construct,
    host: HostName,
    options?: T,
  ): ServiceEntry<PortOf<T>, NamespaceOf<T>, WaypointOf<T>> {
    const { id, props, finish } = externalService(scope, host, options);
    const entry = new ServiceEntry<string, INamespace | undefined, IWaypoint | undefined>(scope, id, props);
    finish(entry);
    return entry as unknown as ServiceEntry<PortOf<T>, NamespaceOf<T>, WaypointOf<T>>;
  }

  public readonly kind = 'service-entry';
  public readonly host: HostName;
  public readonly ports: readonly MeshServicePort<Port>[];
  public readonly construct = this;
  /** Who reads the requests to it: what is said of requests asks for somebody. */
  public readonly requestsReadBy: ReaderOf<Namespace, Served>;

  public constructor(scope: Construct, id: string, props: ServiceEntryProps<Port, Namespace, Served>) {
    super(scope, id, serviceEntry, props as unknown as Properties);
    this.requestsReadBy = readerOf(props.namespace, props.waypoint) as ReaderOf<Namespace, Served>;
    this.host = props.hosts[0];
    this.ports = knownPorts(props.ports as Properties['ports']).map(({ name, port }) => ({
      name: name as Port,
      number: port,
    }));
  }

  /** A ServiceEntry that is not described in this app: what a policy is attached to. */
  public static named(name: string, options: { readonly namespace: string }): IServiceEntry {
    checkedCall('ServiceEntry.named', inNamespace, options);
    return namedServiceEntry(name, options.namespace);
  }

  /** One of its ports as the destination of a route. */
  public port(name: NoInfer<Port>): PortDestination<ReaderOf<Namespace, Served>> {
    refuse(this, portFault(this, name));
    return Destination.of<Port, ReaderOf<Namespace, Served>>(this, { port: name });
  }
}

/** Protocols whose requests name the host, so that several can share a port. */
const namesHost: readonly PortProtocol[] = ['http', 'http2', 'grpc', 'grpc-web', 'https', 'tls'];

function hostsFault({ hosts, ports, resolution }: Properties): Fault | undefined {
  const nameless = knownPorts(ports).find(({ protocol }) => !namesHost.includes(protocol));
  if (hosts.length > 1 && nameless && resolution.kind !== 'none') {
    const problem = `several hosts can not be told apart on the port '${nameless.name}'`;
    return within('hosts', fault(problem, hosts, 'write a ServiceEntry for each, or take Resolution.none'));
  }
  const wild = hosts.findIndex((name) => name.startsWith('*'));
  if (resolution.kind === 'dns' && resolution.endpoints === undefined && wild >= 0) {
    return within(
      'hosts',
      within(
        wild,
        fault(
          'DNS is asked for a host, and a wildcard is none',
          hosts[wild],
          'name the host, give endpoints, or take Resolution.dynamicDns',
        ),
      ),
    );
  }
  const whole = hosts.findIndex((name) => !name.startsWith('*'));
  if (resolution.kind === 'dynamic-dns' && whole >= 0) {
    return within(
      'hosts',
      within(whole, fault('this resolution is for wildcards', hosts[whole], 'take Resolution.dns()')),
    );
  }
  return undefined;
}

function endpointsFault({ resolution }: Properties, place: ObjectPlace): Fault | undefined {
  switch (resolution.kind) {
    case 'workloads':
    case 'dns-of-workloads':
      return within('resolution', foreignWorkload(resolution.workload, place));
    case 'static':
    case 'dns': {
      const { endpoints = [] } = resolution;
      const index = endpoints.findIndex((endpoint) => endpointFault(endpoint, place));
      const found = endpoints[index] && endpointFault(endpoints[index], place);
      return within('resolution', within('endpoints', within(index, found)));
    }
    default:
      return undefined;
  }
}

function renderPort({ name, port, targetPort, protocol }: KnownPort): NonNullable<Rendered['ports']>[number] {
  return { name, number: port, protocol: protocol.toUpperCase(), ...(targetPort && { targetPort }) };
}

import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { ConfigError, refuse } from '../diagnostics/error';
import { suggest } from '../diagnostics/nearest-name';
import { waypointFault } from '../istio/references/ambient-release';
import { Destination, type PortDestination } from '../istio/references/destination';
import { type IMeshService, type MeshServicePort, portFault } from '../istio/references/mesh-service';
import { MeshSettings, serviceHost } from '../istio/references/mesh-settings';
import { type INamespace, type ReaderOf, readerOf } from '../istio/references/namespace-ref';
import { type IWaypoint, type WaypointTraffic, waypointLabels } from '../istio/references/waypoint-ref';
import type { IServiceIdentity, IWorkload } from '../istio/references/workload';
import { KubernetesObject } from '../kubernetes/kubernetes-object';
import { checkedProps } from '../values/construct-props';
import { dnsLabelName } from '../values/dns-label';
import type { HostName } from '../values/host-name';
import { renderDeployment, renderService } from './microservice-manifests';
import { meshNamespaceFault, namespaceOfChart } from './microservice-place';
import {
  type AccountSettings,
  type MicroserviceProps,
  type MicroserviceVersion,
  microservice,
} from './microservice-props';
import { mergeSettings, type PodSettings } from './pod-settings';
import { type ResolvedPort, resolvePorts } from './service-port';

/** The objects that a microservice consists of, for what its properties don't say. */
export interface MicroserviceObjects<Version extends string> {
  readonly service: ApiObject;
  readonly serviceAccount: ApiObject;
  readonly deployments: { readonly [Name in Version]: ApiObject };
}

const serviceName = dnsLabelName('the name of a microservice');

/**
 * A service of the mesh with all that it consists of: a Service, an account, a Deployment for each version. It is what
 * routes lead to, what traffic policies are for, and who is allowed to call.
 *
 * @example
 * const reviews = new Microservice(this, 'reviews', {
 *   ports: { http: 9080 },
 *   versions: { v1: { image: 'example/reviews:1' }, v2: { image: 'example/reviews:2' } },
 * });
 * @throws ConfigError where its chart has no namespace, or where a name or a port can't be one
 */
export class Microservice<
    Port extends string = string,
    Version extends string = string,
    Namespace extends INamespace | undefined = undefined,
    Served extends IWaypoint | undefined = undefined,
  >
  extends Construct
  implements
    IMeshService<Port, ReaderOf<Namespace, Served>>,
    IWorkload<ReaderOf<Namespace, Served>>,
    IServiceIdentity
{
  public readonly kind = 'microservice';
  public readonly name: string;
  public readonly namespace: string;
  public readonly host: HostName;
  public readonly ports: readonly MeshServicePort<Port>[];
  public readonly construct: Construct = this;
  /** The labels that all of its pods carry. */
  public readonly labels: Readonly<Record<string, string>>;
  /** The name of the account that its pods run as. */
  public readonly serviceAccount: string;
  /** Its versions as the subsets of a DestinationRule. */
  public readonly subsets: { readonly [Name in Version]: { readonly version: Name } };
  public readonly objects: MicroserviceObjects<Version>;
  /** Who reads the requests to it: what is said of requests asks for somebody. */
  public readonly requestsReadBy: ReaderOf<Namespace, Served>;

  public constructor(
    scope: Construct,
    id: string,
    props: MicroserviceProps<Port, Version, Namespace, Served>,
  ) {
    checkedProps(scope, id, microservice, props as MicroserviceProps<string, string>);
    super(scope, id);
    this.name = props.name ?? id;
    this.serviceAccount = props.serviceAccount?.name ?? this.name;
    this.namespace = namespaceOfChart(this);
    this.checkName();
    refuse(this, meshNamespaceFault(this, props as MicroserviceProps<string, string>));
    refuse(this, waypointFault(this, props.waypoint, this.namespace));
    this.requestsReadBy = readerOf(props.namespace, props.waypoint) as ReaderOf<Namespace, Served>;
    this.host = serviceHost(this.name, this.namespace, MeshSettings.of(this));
    this.labels = { app: this.name };

    const ports = resolvePorts(props.ports);
    this.ports = ports.map(({ name, port }) => ({ name: name as Port, number: port }));
    const versions = Object.entries<MicroserviceVersion>(props.versions);
    this.subsets = byVersion(versions.map(([version]) => [version, { version }]));
    this.objects = {
      service: this.addService(ports, props),
      serviceAccount: this.addAccount(props.serviceAccount ?? {}),
      deployments: byVersion(this.addDeployments(ports, versions, props)),
    };
  }

  /** One of its ports as the destination of a route; not needed where it has only one. */
  public port(name: Port): PortDestination<ReaderOf<Namespace, Served>> {
    refuse(this, portFault(this, name));
    return Destination.of<Port, ReaderOf<Namespace, Served>>(this, { port: name });
  }

  /** The pods of one version. */
  public version(name: Version): IWorkload<ReaderOf<Namespace, Served>> {
    const known = Object.keys(this.subsets);
    if (!known.includes(name)) {
      throw new ConfigError({
        at: this,
        problem: 'the microservice has no such version',
        got: name,
        instead: suggest(name, known),
      });
    }
    return {
      kind: 'workload',
      labels: { ...this.labels, version: name },
      namespace: this.namespace,
      ...(this.requestsReadBy !== 'sidecar' && { requestsReadBy: this.requestsReadBy }),
    };
  }

  private checkName(): void {
    refuse(this, serviceName(this.name));
    if (!/^\d/.test(this.name)) return;
    throw new ConfigError({
      at: this,
      problem: 'the name of a Service begins with a letter',
      got: this.name,
      instead: `write for example 'svc-${this.name}'`,
    });
  }

  private addService(ports: readonly ResolvedPort[], props: MicroserviceProps<Port, Version>): ApiObject {
    const { labels, spec, ...metadata } = props.service ?? {};
    return new KubernetesObject(this, 'service', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {
        ...metadata,
        name: this.name,
        labels: { ...labels, ...this.labels, ...servedBy(props.waypoint, 'service', this.namespace) },
      },
      spec: { ...spec, ...renderService(ports, this.labels) },
    });
  }

  private addAccount(settings: AccountSettings): ApiObject {
    return new KubernetesObject(this, 'account', {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { ...settings, name: this.serviceAccount },
    });
  }

  private addDeployments(
    ports: readonly ResolvedPort[],
    versions: readonly (readonly [string, MicroserviceVersion])[],
    { waypoint, ...all }: PodSettings & Pick<MicroserviceProps<Port, Version>, 'waypoint'>,
  ): (readonly [string, ApiObject])[] {
    return versions.map(([version, { image, ...one }]) => {
      const labels = { ...this.labels, version };
      const settings = mergeSettings(all, one);
      this.checkPodLabels(settings.podLabels, labels);
      const deployment = new KubernetesObject(this, version, {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: `${this.name}-${version}`, labels },
        spec: renderDeployment({
          name: this.name,
          image,
          serviceAccount: this.serviceAccount,
          labels,
          ports,
          settings: {
            ...settings,
            podLabels: { ...settings.podLabels, ...servedBy(waypoint, 'workload', this.namespace) },
          },
        }),
      });
      return [version, deployment];
    });
  }

  /** The labels that pods are found by must stay what the Service and the subsets look for. */
  private checkPodLabels(
    podLabels: Readonly<Record<string, string>>,
    fixed: Readonly<Record<string, string>>,
  ): void {
    for (const [label, value] of Object.entries(fixed)) {
      const written = podLabels[label];
      if (written === undefined || written === value) continue;
      throw new ConfigError({
        at: this,
        problem: `the pods are found by their label '${label}'`,
        got: written,
        instead: `leave it out; it is '${value}'`,
      });
    }
  }
}

/** The labels of a Service or of pods by which a waypoint serves them, if it is for those. */
function servedBy(waypoint: IWaypoint | undefined, what: WaypointTraffic, namespace: string) {
  const { handles = 'service' } = waypoint ?? {};
  const isFor = handles === 'all' || handles === what || (handles === 'none' && what === 'service');
  return waypoint !== undefined && isFor ? waypointLabels(waypoint, namespace) : {};
}

/** Entries as an object that has exactly the versions as its keys. */
function byVersion<R extends object>(entries: readonly (readonly [string, unknown])[]): R {
  return Object.fromEntries(entries) as R;
}

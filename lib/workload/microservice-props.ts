import { type INamespace, namespaceObject } from '../istio/references/namespace-ref';
import { type IWaypoint, waypoint } from '../istio/references/waypoint-ref';
import { record } from '../values/check';
import { dnsLabelName } from '../values/dns-label';
import { imageReference } from '../values/image';
import { labels } from '../values/labels';
import { annotations } from '../values/object-metadata';
import { optional, shape } from '../values/shape';
import { type ServiceSpecSettings, serviceSpecFields } from './kubernetes-fields';
import { type PodSettings, podSettings } from './pod-settings';
import { type ServicePort, servicePorts } from './service-port';

/** One version of a microservice: a Deployment of its own. */
export interface MicroserviceVersion extends PodSettings {
  /** The full reference of the image that its container runs. */
  readonly image: string;
}

/** The Service of a microservice beside its ports. */
export interface ServiceSettings {
  /** Labels beside `app`. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  /** Kubernetes' other fields of a Service, such as `type`. */
  readonly spec?: ServiceSpecSettings;
}

/** The account that a microservice's pods run as: who they are to the rest of the mesh. */
export interface AccountSettings {
  /** @default - the microservice's name */
  readonly name?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** What a microservice is made from; the {@link PodSettings} given here hold for every version. */
export interface MicroserviceProps<
  Port extends string,
  Version extends string,
  Namespace extends INamespace | undefined = INamespace | undefined,
  Served extends IWaypoint | undefined = IWaypoint | undefined,
> extends PodSettings {
  /** @default - the construct's id */
  readonly name?: string;
  /**
   * The ports of its Service by name. Istio reads the protocol from the beginning of the name (`http: 9080`,
   * `'grpc-admin': 9081`); a port of another name says its `protocol`.
   */
  readonly ports: { readonly [Name in Port]: ServicePort<Name> };
  /** What runs, by version; each name becomes the pods' label `version` and a subset. */
  readonly versions: { readonly [Name in Version]: MicroserviceVersion };
  readonly service?: ServiceSettings;
  readonly serviceAccount?: AccountSettings;
  /** What serves it in ambient mode: its Service, its pods or both, as the waypoint says. @default - the namespace's */
  readonly waypoint?: Served;
  /**
   * The namespace that it lies in, by which it is known who reads its requests: in ambient mode a waypoint, or nobody.
   * @default - sidecars read them, or the waypoint that is given here
   */
  readonly namespace?: Namespace;
}

const accountName = dnsLabelName('the name of a service account');

const metadataParts = { labels: optional(labels), annotations: optional(annotations) };

/** The properties of a microservice by themselves. */
export const microservice = shape<MicroserviceProps<string, string>>({
  ...podSettings,
  name: optional(dnsLabelName('the name of a microservice')),
  ports: servicePorts,
  versions: record(shape<MicroserviceVersion>({ ...podSettings, image: imageReference }), {
    name: dnsLabelName('a version'),
  }),
  service: optional(shape<ServiceSettings>({ ...metadataParts, spec: optional(serviceSpecFields) })),
  serviceAccount: optional(shape<AccountSettings>({ ...metadataParts, name: optional(accountName) })),
  waypoint: optional(waypoint),
  namespace: optional(namespaceObject),
});

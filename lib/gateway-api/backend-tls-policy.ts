import type { Construct } from 'constructs';
import * as generated from '../../imports/gateway.networking.k8s.io/backend-tls-policy';
import { type Fault, fault, within } from '../diagnostics/fault';
import { Destination } from '../istio/references/destination';
import { type IMeshService, meshService, portFault } from '../istio/references/mesh-service';
import type { MeshSettings } from '../istio/references/mesh-settings';
import { partsOf } from '../istio/references/policy-target';
import {
  type IstioObjectProps,
  IstioResource,
  type ObjectPlace,
  objectProps,
  type Plain,
} from '../istio/resource';
import { anyText, type Check, firstFault, isPlain, list, record, text } from '../values/check';
import { defined } from '../values/defined';
import { isHostName } from '../values/host-name';
import type { NonEmpty } from '../values/non-empty';
import { optional, shape, variants } from '../values/shape';
import { gatewayApiKind } from './kind';
import { hostname } from './references/hostname';
import { caCertificates, type IConfigMap, type ISecret, objectRef } from './references/object-ref';

/** A name that may stand in the certificate of a backend. */
export type SubjectAltName =
  | { readonly kind: 'hostname'; readonly hostname: string }
  | { readonly kind: 'uri'; readonly uri: string };

export const SubjectAltName = {
  hostname(hostname: string): SubjectAltName {
    return { kind: 'hostname', hostname };
  },

  /** Such as `spiffe://cluster.local/ns/demo/sa/reviews`. */
  uri(uri: string): SubjectAltName {
    return { kind: 'uri', uri };
  },
};

/** What the certificate of a backend is held against: the system's authorities, or these. */
export type BackendTrust = 'system' | NonEmpty<IConfigMap | ISecret>;

/** How gateways speak TLS with backends, and whose certificates they accept. */
export interface BackendTLSPolicyProps extends IstioObjectProps {
  /** The services, or ports of theirs such as `reviews.port('https')`, that are called by TLS. */
  readonly targets: NonEmpty<IMeshService | Destination>;
  /** The server that is asked for, and that the certificate must be for unless `subjectAltNames` says otherwise. */
  readonly hostname: string;
  readonly caCertificates: BackendTrust;
  /** Names of which the certificate must have one. @default - the hostname */
  readonly subjectAltNames?: NonEmpty<SubjectAltName>;
  /** Istio's own settings. */
  readonly options?: { readonly [name: string]: string };
}

const target: Check<IMeshService | Destination> = (value: IMeshService | Destination) =>
  isPlain(value) && value.kind === 'destination'
    ? (within('service', meshService(value.service)) ?? within('port', portFault(value.service, value.port)))
    : meshService(value as IMeshService);

const trusted = list(caCertificates, { most: 8 });

/** What the API server asks of it: a scheme, and an authority after two slashes. */
const uri = text({
  holds: (written) => written.length <= 253 && /^[^:/?#]+:\/\/./.test(written),
  problem: 'a URI has a scheme and an authority',
  instead: "write for example 'spiffe://cluster.local/ns/demo/sa/reviews'",
});

const backendTlsPolicy = gatewayApiKind<BackendTLSPolicyProps, generated.BackendTlsPolicySpec>({
  generated: generated.BackendTlsPolicy,
  check: shape<BackendTLSPolicyProps>({
    ...objectProps,
    targets: list(target, { most: 16 }),
    hostname: text({
      holds: (name) => hostname(name) === undefined && !name.includes('*'),
      problem: 'a server is asked for by a DNS name',
      instead: "write for example 'reviews.example.com'",
    }),
    caCertificates: (value: BackendTrust) =>
      typeof value === 'string' && value !== 'system'
        ? fault('a list or a word is expected', value, "write 'system' or [ConfigMap.named('ca')]")
        : value === 'system'
          ? undefined
          : trusted(value),
    subjectAltNames: optional(
      list(
        variants<SubjectAltName>('a name in a certificate', {
          hostname: {
            hostname: text({
              holds: (name) => isHostName(name) && name !== '*' && name === name.toLowerCase(),
              problem: 'a host is a DNS name, perhaps with a wildcard for its first label',
              instead: "write for example 'reviews.example.com'",
            }),
          },
          uri: { uri },
        }),
        { most: 5 },
      ),
    ),
    options: optional(record(anyText)),
  }),
  rule: ({ targets, caCertificates }, place) =>
    within('targets', targetsFault(targets, place)) ??
    within('caCertificates', foreignFault(caCertificates, place)),
  render: ({ targets, hostname, caCertificates, subjectAltNames, options }, { mesh }) =>
    defined<Plain<generated.BackendTlsPolicySpec>>({
      targetRefs: targets.map((one) => renderTarget(one, mesh)),
      validation: {
        hostname,
        ...(caCertificates === 'system'
          ? { wellKnownCACertificates: 'System' }
          : {
              caCertificateRefs: caCertificates.map((one) => {
                const { group, kind, name } = objectRef(one);
                return { group, kind, name };
              }),
            }),
        ...(subjectAltNames && { subjectAltNames: subjectAltNames.map(renderName) }),
      },
      options: options && { ...options },
    }),
});

/**
 * Lets gateways and waypoints call services by TLS that is not the mesh's own.
 *
 * @example
 * new BackendTLSPolicy(this, 'ratings', {
 *   targets: [ratings],
 *   hostname: 'ratings.example.com',
 *   caCertificates: [ConfigMap.named('ratings-ca')],
 * });
 * @throws ConfigError for services and certificates of other namespaces, which the policy does not reach
 * @see https://gateway-api.sigs.k8s.io/api-types/backendtlspolicy/
 */
export class BackendTLSPolicy extends IstioResource<BackendTLSPolicyProps> {
  public constructor(scope: Construct, id: string, props: BackendTLSPolicyProps) {
    super(scope, id, backendTlsPolicy, props);
  }
}

function renderName(name: SubjectAltName) {
  switch (name.kind) {
    case 'hostname':
      return { type: 'Hostname' as const, hostname: name.hostname };
    case 'uri':
      return { type: 'URI' as const, uri: name.uri };
    default:
      return name satisfies never;
  }
}

function renderTarget(target: IMeshService | Destination, mesh: MeshSettings) {
  const { service, port } = target.kind === 'destination' ? target : Destination.of(target);
  return {
    group: '',
    kind: 'Service',
    name: partsOf(service.host, mesh)?.name ?? service.host,
    ...(port !== undefined && { sectionName: port }),
  };
}

function targetsFault(
  targets: readonly (IMeshService | Destination)[],
  { namespace, mesh }: ObjectPlace,
): Fault | undefined {
  const seen = new Map<string, readonly (string | undefined)[]>();
  return firstFault(targets.length, (index) => {
    const target = targets[index] as IMeshService | Destination;
    const { host } = target.kind === 'destination' ? target.service : target;
    const service = partsOf(host, mesh);
    if (service === undefined) {
      return within(
        index,
        fault('the policy is for Services of the cluster', host, 'use ClientTls in a DestinationRule'),
      );
    }
    if (service.namespace !== namespace) {
      return within(
        index,
        fault(
          `the policy is for services of its own namespace, which is ${namespace === undefined ? 'not known here' : `'${namespace}'`}`,
          service.namespace,
          `put it into a chart of the namespace '${service.namespace}'`,
        ),
      );
    }
    const port = target.kind === 'destination' ? target.port : undefined;
    const ports = seen.get(host) ?? [];
    seen.set(host, [...ports, port]);
    return ports.length > 0 && (port === undefined || ports.includes(port) || ports.includes(undefined))
      ? within(index, fault('the list holds it twice', host, 'name it once, or each time another port'))
      : undefined;
  });
}

function foreignFault(trust: BackendTrust, { namespace: own }: ObjectPlace): Fault | undefined {
  if (trust === 'system') return undefined;
  return firstFault(trust.length, (index) => {
    const { namespace } = trust[index] as IConfigMap;
    return namespace === undefined || namespace === own
      ? undefined
      : within(index, fault('certificates are in the namespace of the policy', namespace, 'copy them there'));
  });
}

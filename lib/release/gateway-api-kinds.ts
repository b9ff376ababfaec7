import { minorOf } from './minor';

/** The API group of the Gateway API. */
export const gatewayApiGroup = 'gateway.networking.k8s.io';

/**
 * From which Istio release on which version of a kind of the Gateway API is served by the CRDs that the release is made
 * for, the oldest first.
 */
const versions = {
  BackendTLSPolicy: { '1.28': 'v1' },
  GRPCRoute: { '1.22': 'v1' },
  Gateway: { '1.16': 'v1beta1', '1.20': 'v1' },
  GatewayClass: { '1.16': 'v1beta1', '1.20': 'v1' },
  HTTPRoute: { '1.16': 'v1beta1', '1.20': 'v1' },
  ListenerSet: { '1.30': 'v1' },
  ReferenceGrant: { '1.16': 'v1alpha2', '1.17': 'v1beta1', '1.30': 'v1' },
  TCPRoute: { '1.16': 'v1alpha2', '1.31': 'v1' },
  TLSRoute: { '1.16': 'v1alpha2', '1.30': 'v1' },
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>;

/** A kind of the Gateway API that Istio takes. */
export type GatewayApiKind = keyof typeof versions;

/** All of them. */
export const gatewayApiKinds = Object.keys(versions) as readonly GatewayApiKind[];

/** Which version a release is written for, or the release that brings the kind. */
export type GatewayApiVersion = { readonly apiVersion: string } | { readonly since: string };

/** The version of a kind of the Gateway API for an Istio release; the newest where none is said. */
export function gatewayApiVersion(kind: GatewayApiKind, release?: string): GatewayApiVersion {
  const known = Object.entries<string>(versions[kind]);
  const [, version] =
    known.findLast(([since]) => release === undefined || minorOf(since) <= minorOf(release)) ?? [];
  return version === undefined
    ? { since: known[0]?.[0] ?? '' }
    : { apiVersion: `${gatewayApiGroup}/${version}` };
}

import type { ApiVersions } from './api-versions';
import { newestApiVersions } from './newest-api-versions';

/**
 * Istio 1.30: the newest version of every kind.
 *
 * @see https://istio.io/latest/docs/reference/config/
 */
export const since1_30: ApiVersions = newestApiVersions;

const { TrafficExtension: _, ...before1_30 } = newestApiVersions;

/** Istio 1.22 to 1.29: everything has its `v1`; TrafficExtension is not there yet. */
export const since1_22: ApiVersions = before1_30;

/**
 * Istio 1.17 to 1.21: networking, mutual TLS and telemetry without `v1`. Gateway, VirtualService and DestinationRule
 * are written as these releases' own samples write them (`v1alpha3`; `v1beta1` is served too).
 */
export const since1_17: ApiVersions = {
  ...since1_22,
  DestinationRule: 'networking.istio.io/v1alpha3',
  Gateway: 'networking.istio.io/v1alpha3',
  VirtualService: 'networking.istio.io/v1alpha3',
  ServiceEntry: 'networking.istio.io/v1beta1',
  Sidecar: 'networking.istio.io/v1beta1',
  WorkloadEntry: 'networking.istio.io/v1beta1',
  WorkloadGroup: 'networking.istio.io/v1beta1',
  PeerAuthentication: 'security.istio.io/v1beta1',
  Telemetry: 'telemetry.istio.io/v1alpha1',
};

/** Istio 1.16: authorization and request authentication without `v1` too. */
export const since1_16: ApiVersions = {
  ...since1_17,
  AuthorizationPolicy: 'security.istio.io/v1beta1',
  RequestAuthentication: 'security.istio.io/v1beta1',
};

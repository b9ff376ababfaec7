import { since1_16, since1_17, since1_22, since1_30 } from '../../lib/release/istio-api-versions';

/** The version alone, for the groups are the same throughout. */
const versions = (of: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(of).map(([kind, version]) => [kind, version.split('/')[1]]));

const newest = {
  AuthorizationPolicy: 'v1',
  DestinationRule: 'v1',
  EnvoyFilter: 'v1alpha3',
  Gateway: 'v1',
  PeerAuthentication: 'v1',
  ProxyConfig: 'v1beta1',
  RequestAuthentication: 'v1',
  ServiceEntry: 'v1',
  Sidecar: 'v1',
  Telemetry: 'v1',
  VirtualService: 'v1',
  WasmPlugin: 'v1alpha1',
  WorkloadEntry: 'v1',
  WorkloadGroup: 'v1',
};

const before1_22 = {
  ...newest,
  DestinationRule: 'v1alpha3',
  Gateway: 'v1alpha3',
  PeerAuthentication: 'v1beta1',
  ServiceEntry: 'v1beta1',
  Sidecar: 'v1beta1',
  Telemetry: 'v1alpha1',
  VirtualService: 'v1alpha3',
  WorkloadEntry: 'v1beta1',
  WorkloadGroup: 'v1beta1',
};

describe('the apiVersion of each kind', () => {
  it('is the newest from 1.30 on', () => {
    expect(versions(since1_30)).toEqual({ ...newest, TrafficExtension: 'v1alpha1' });
  });

  it('is the newest from 1.22 on, without TrafficExtension', () => {
    expect(versions(since1_22)).toEqual(newest);
  });

  it('has no v1 of networking, mutual TLS and telemetry from 1.17 to 1.21', () => {
    expect(versions(since1_17)).toEqual(before1_22);
  });

  it('has no v1 at all in 1.16', () => {
    expect(versions(since1_16)).toEqual({
      ...before1_22,
      AuthorizationPolicy: 'v1beta1',
      RequestAuthentication: 'v1beta1',
    });
  });
});

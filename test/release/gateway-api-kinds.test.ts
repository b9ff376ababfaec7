import { gatewayApiVersion } from '../../lib/release/gateway-api-kinds';
import { validateObject } from '../../lib/validation/validate-object';

const kinds = [
  'BackendTLSPolicy',
  'GRPCRoute',
  'Gateway',
  'GatewayClass',
  'HTTPRoute',
  'ListenerSet',
  'ReferenceGrant',
  'TCPRoute',
  'TLSRoute',
] as const;

describe('the kinds of the Gateway API', () => {
  it('have the version that the CRDs of a release serve', () => {
    expect(gatewayApiVersion('HTTPRoute', '1.19')).toEqual({
      apiVersion: 'gateway.networking.k8s.io/v1beta1',
    });
    expect(gatewayApiVersion('HTTPRoute', '1.20')).toEqual({ apiVersion: 'gateway.networking.k8s.io/v1' });
    expect(gatewayApiVersion('TCPRoute', '1.30')).toEqual({
      apiVersion: 'gateway.networking.k8s.io/v1alpha2',
    });
    expect(gatewayApiVersion('TCPRoute')).toEqual({ apiVersion: 'gateway.networking.k8s.io/v1' });
  });

  it('are not there before the release that brings them', () => {
    expect(gatewayApiVersion('GRPCRoute', '1.21')).toEqual({ since: '1.22' });
    expect(gatewayApiVersion('ListenerSet', '1.29')).toEqual({ since: '1.30' });
  });

  it.each(kinds)('has a version of %s that the schemas of the newest releases know', (kind) => {
    for (const [release, gatewayApi] of [
      ['1.30', '1.5'],
      ['1.31', '1.6'],
    ] as const) {
      const version = gatewayApiVersion(kind, release);
      expect(version).toEqual({ apiVersion: expect.any(String) });
      const object = { ...version, kind, metadata: { name: 'one', namespace: 'demo' }, spec: 1 };
      const told = validateObject(object, { release, gatewayApi }).map(({ field }) => field);
      expect(told).not.toContain('apiVersion');
      expect(told).toContain('spec');
    }
  });
});

import { Chart, Testing } from 'cdk8s';
import {
  gatewayConstructs,
  isGatewayName,
  mesh,
  namedGateway,
  renderGateway,
} from '../../../lib/istio/references/gateway-ref';

const shared = namedGateway('shared', { namespace: 'istio-ingress' });

it('is written with its namespace where that differs', () => {
  expect(renderGateway(shared, 'demo')).toBe('istio-ingress/shared');
  expect(renderGateway(shared, undefined)).toBe('istio-ingress/shared');
  expect(renderGateway(shared, 'istio-ingress')).toBe('shared');
  expect(renderGateway({ ...shared, namespace: undefined }, 'demo')).toBe('shared');
  expect(renderGateway(mesh, 'demo')).toBe('mesh');
});

it('has a construct where it is described in this app', () => {
  const construct = new Chart(Testing.app(), 'chart');
  expect(gatewayConstructs([mesh, shared, { ...shared, construct }])).toEqual([construct]);
});

it('knows which names Istio reads as a Gateway', () => {
  expect(['shared', 'mesh', 'a.b', 'Shared'].map(isGatewayName)).toEqual([true, false, false, false]);
});

it.each(['Shared', 'mesh', 'shared.istio-ingress'])('rejects the name %s', (name) => {
  expect(() => namedGateway(name, { namespace: 'a' })).toThrow(
    new Error(
      `a Gateway is named by a DNS label other than 'mesh', got '${name}'; write for example Gateway.named('shared', { namespace: 'istio-ingress' })`,
    ),
  );
});

it('rejects a namespace that is none', () => {
  expect(() => namedGateway('a', { namespace: '*' })).toThrow("a namespace is named by a DNS label, got '*'");
});

import { App, Chart } from 'cdk8s';
import {
  gatewayConstructs,
  gatewayName,
  mesh,
  namedGateway,
  renderGateway,
  routeGateway,
  routeGateways,
} from '../../../lib/istio/references/gateway-ref';
import { refusal, refusedAt } from '../../refusal';

const shared = namedGateway('shared', 'istio-ingress');

it('is written with its namespace where that differs', () => {
  expect(renderGateway(shared, 'demo')).toBe('istio-ingress/shared');
  expect(renderGateway(shared, undefined)).toBe('istio-ingress/shared');
  expect(renderGateway(shared, 'istio-ingress')).toBe('shared');
  expect(renderGateway({ ...shared, namespace: undefined }, 'demo')).toBe('shared');
  expect(renderGateway(mesh, 'demo')).toBe('mesh');
});

it('has a construct where it is described in this app', () => {
  const construct = new Chart(new App(), 'chart');
  expect(gatewayConstructs([mesh, shared, { ...shared, construct }])).toEqual([construct]);
});

it('knows which names Istio reads as a Gateway', () => {
  expect(['shared', 'mesh', 'a.b', 'Shared'].map((name) => gatewayName(name) === undefined)).toEqual([
    true,
    false,
    false,
    false,
  ]);
});

it.each(['Shared', 'mesh', 'shared.istio-ingress'])('rejects the name %s', (name) => {
  expect(refusal(routeGateway, namedGateway(name, 'a'))).toBe(
    `a Gateway is named by a DNS label other than 'mesh', got '${name}'; use lower-case letters, digits and dashes`,
  );
});

it('rejects a namespace that is none, and what is no gateway', () => {
  expect(refusal(routeGateway, namedGateway('a', '*'))).toContain(
    "a namespace is named by a DNS label, got '*'",
  );
  expect(refusal(routeGateway, { ...shared, kind: 'delegate' })).toContain('a gateway is expected, got {');
  expect(refusal(routeGateway, 'bookinfo-gateway')).toBe(
    "a gateway is expected, got 'bookinfo-gateway'; give a Gateway, Gateway.named('shared', { namespace: 'istio-ingress' }), or mesh for all sidecars",
  );
});

it('rejects a gateway twice', () => {
  expect(refusedAt(routeGateways, [shared, mesh, shared])).toBe('[2]');
});

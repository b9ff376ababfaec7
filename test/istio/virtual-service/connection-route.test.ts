import { App, Chart } from 'cdk8s';
import { DestinationRule } from '../../../lib/istio/destination-rule/destination-rule';
import { type IGateway, mesh, namedGateway } from '../../../lib/istio/references/gateway-ref';
import { MeshService } from '../../../lib/istio/references/mesh-service';
import {
  connectionRouteConstructs,
  renderTcpRoute,
  renderTlsRoute,
  TcpRoute,
  TlsRoute,
  tcpRoute,
  tlsRoute,
} from '../../../lib/istio/virtual-service/connection-route';
import type { Check } from '../../../lib/values/check';
import { refusal, refusedAt } from '../../refusal';

const to = MeshService.named('a.example.com', { ports: { tls: 443 } });
const destination = { host: 'a.example.com', port: { number: 443 } };
const match = [{ sniHosts: ['a.example.com'] }] as const;

it('writes a single destination without a weight', () => {
  expect(renderTcpRoute(TcpRoute.to(to), 'demo')).toEqual({ route: [{ destination }] });
  expect(renderTcpRoute(TcpRoute.to(to, { match: [{ port: 1 }] }), 'demo')).toEqual({
    match: [{ port: 1 }],
    route: [{ destination }],
  });
  expect(renderTlsRoute(TlsRoute.to(to, { match }), 'demo')).toEqual({
    match: [{ sniHosts: ['a.example.com'] }],
    route: [{ destination }],
  });
});

it('gives a single destination everything', () => {
  const routes = [TcpRoute.to(to), TlsRoute.to(to, { match })];
  expect(routes.map(({ shares }) => shares.map(({ percent }) => percent))).toEqual([[100], [100]]);
});

it('writes the weights of a split, 0 too', () => {
  const route = [
    { destination, weight: 100 },
    { destination, weight: 0 },
  ];
  const shares = [
    { to, percent: 100 },
    { to, percent: 0 },
  ] as const;
  expect(renderTcpRoute(TcpRoute.split(...shares), 'demo')).toEqual({ route });
  expect(renderTcpRoute(TcpRoute.split(...shares, { match: [{ port: 1 }] }), 'demo')).toEqual({
    match: [{ port: 1 }],
    route,
  });
  expect(
    renderTlsRoute(TlsRoute.split(...shares, { match: [{ ...match[0], gateways: [mesh] }] }), 'demo'),
  ).toEqual({
    match: [{ sniHosts: ['a.example.com'], gateways: ['mesh'] }],
    route,
  });
});

it('knows which constructs it refers to', () => {
  const chart = new Chart(new App(), 'chart');
  const rule = new DestinationRule(chart, 'rule', { host: to, subsets: { v1: { version: 'v1' } } });
  const gateway: IGateway = { ...namedGateway('a', 'b'), construct: chart };
  const route = TcpRoute.to(rule.subset('v1'), { match: [{ gateways: [gateway, mesh] }] });
  expect(connectionRouteConstructs(route)).toEqual([chart, rule]);
  expect(connectionRouteConstructs(TcpRoute.to(to))).toEqual([]);
});

const broken = [{ sniHosts: ['a.example.com'], port: 0 }] as const;
const half = { to, percent: 50 };

it.each<() => TcpRoute | TlsRoute>([
  () => TcpRoute.to(to, { match: [{ port: 0 }] }),
  () => TcpRoute.split(half, half, { match: [{ port: 0 }] }),
  () => TlsRoute.to(to, { match: broken }),
  () => TlsRoute.split(half, half, { match: broken }),
])('rejects a match that no connection meets (%#)', (build) => {
  const route = build();
  const check = (route.kind === 'tcp' ? tcpRoute : tlsRoute) as Check<unknown>;
  expect(refusal(check, route)).toContain('a port must be a whole number from 1 to 65535');
  expect(refusedAt(check, route)).toBe('match[0].port');
});

it('rejects a TLS route without a match', () => {
  expect(refusal(tlsRoute, TlsRoute.to(to, {} as never))).toContain('a list is expected');
});

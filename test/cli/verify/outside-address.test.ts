import type { Node, Service } from '../../../lib/cli/cluster-objects';
import { outsideAddresses, urlOf } from '../../../lib/cli/verify/outside-address';
import { gatewayService } from '../gateway-objects';

const nodes: Node[] = ['1', '2'].map((number) => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name: `node-${number}` },
  status: {
    addresses: [
      { type: 'InternalIP', address: `10.0.0.${number}` },
      { type: 'Hostname', address: `node-${number}` },
      ...(number === '2' ? [{ type: 'ExternalIP', address: '203.0.113.2' }] : []),
    ],
  },
}));

function service(
  type: string,
  more: Partial<Service['spec']> = {},
  ingress?: { ip?: string; hostname?: string }[],
): Service {
  const base = gatewayService('istio-system/istio-ingressgateway', {}, { 80: 8080 }, type);
  return {
    ...base,
    spec: { ...base.spec, ...more },
    ...(ingress && { status: { loadBalancer: { ingress } } }),
  };
}

const ports = [
  { port: 15021, nodePort: 30021 },
  { port: 80, nodePort: 30080 },
];

describe('the addresses of a Service', () => {
  it("are the load balancer's, by number or by name, on the Service's own port", () => {
    const ingress = [{ ip: '198.51.100.7' }, { hostname: 'lb.example.com' }];
    expect(outsideAddresses(service('LoadBalancer', { ports }, ingress), 80, nodes)).toEqual([
      { way: 'load-balancer', host: '198.51.100.7', port: 80 },
      { way: 'load-balancer', host: 'lb.example.com', port: 80 },
    ]);
  });

  it('are external addresses that someone gave it', () => {
    expect(outsideAddresses(service('ClusterIP', { externalIPs: ['203.0.113.9'] }), 80, nodes)).toEqual([
      { way: 'load-balancer', host: '203.0.113.9', port: 80 },
    ]);
  });

  it("are its node port on every node while the load balancer has none, the nodes' external addresses first", () => {
    const expected = [
      { way: 'node-port', host: '203.0.113.2', port: 30080 },
      { way: 'node-port', host: '10.0.0.1', port: 30080 },
      { way: 'node-port', host: '10.0.0.2', port: 30080 },
    ];
    expect(outsideAddresses(service('LoadBalancer', { ports }), 80, nodes)).toEqual(expected);
    expect(outsideAddresses(service('NodePort', { ports }), 80, nodes)).toEqual(expected);
  });

  it('are not those of a load balancer that it had once', () => {
    const live = service('ClusterIP', {}, [{ ip: '198.51.100.7' }]);
    expect(outsideAddresses(live, 80, nodes)).toEqual([]);
  });

  it('are none where the port is only open inside', () => {
    expect(outsideAddresses(service('ClusterIP'), 80, nodes)).toEqual([]);
    expect(outsideAddresses(service('NodePort', { ports }), 443, nodes)).toEqual([]);
  });
});

describe('a URL', () => {
  it.each([
    ['198.51.100.7', 80, 'http://198.51.100.7'],
    ['lb.example.com', 8080, 'http://lb.example.com:8080'],
    ['2001:db8::7', 80, 'http://[2001:db8::7]'],
  ])('of %s and port %s is %s', (host, port, url) => {
    expect(urlOf({ host, port })).toBe(url);
  });
});

import { told } from '../told';

const gateway = (name: string, protocol: string, more: { bind?: string; host?: string } = {}) => `
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: ${name}, namespace: shop }
spec:
  selector: { istio: ingressgateway }
  servers:
    - port: { number: 9000, name: port-${name}, protocol: ${protocol} }
      hosts: ['${more.host ?? 'shop.example.com'}']
      ${more.bind === undefined ? '' : `bind: ${more.bind}`}
      ${protocol === 'TLS' ? 'tls: { mode: PASSTHROUGH }' : ''}
`;

const rules = ['gateway-conflict', 'gateway-protocol-conflict'];
const port = 'spec.servers[0].port';

describe('servers on one port', () => {
  it('reports TCP servers, which no host tells apart', () => {
    const one = gateway('one', 'TCP');
    expect(told(one + gateway('two', 'TCP', { host: 'other.example.com' }), rules)).toEqual([
      `error IST0145 Gateway shop/one ${port}`,
      `error IST0145 Gateway shop/two ${port}`,
    ]);
    expect(told(one + gateway('two', 'MONGO'), rules)).toEqual([
      `error IST0145 Gateway shop/one ${port}`,
      `error IST0145 Gateway shop/two ${port}`,
    ]);
  });

  it('lets TCP servers listen on addresses of their own', () => {
    expect(
      told(gateway('one', 'TCP', { bind: '10.0.0.1' }) + gateway('two', 'TCP', { bind: '10.0.0.2' }), rules),
    ).toEqual([]);
  });

  it('lets requests be told apart by their host', () => {
    expect(told(gateway('one', 'HTTP') + gateway('two', 'GRPC'), rules)).toEqual([]);
    expect(told(gateway('one', 'TLS') + gateway('two', 'TLS', { host: 'other.example.com' }), rules)).toEqual(
      [],
    );
  });

  it('reports each TCP server beside one of HTTP', () => {
    const all = gateway('a', 'TCP') + gateway('b', 'HTTP') + gateway('c', 'TCP');
    expect(told(all, rules)).toEqual([
      `error IST0145 Gateway shop/a ${port}`,
      `error IST0145 Gateway shop/a ${port}`,
      `error IST0145 Gateway shop/b ${port}`,
      `error IST0145 Gateway shop/c ${port}`,
    ]);
  });
});

describe('servers on ports of Services', () => {
  const service = (labels = '') => `
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: edge, namespace: shop }
spec:
  selector: { matchLabels: { istio: ingressgateway } }
  template:
    metadata: { labels: { istio: ingressgateway } }
    spec: { containers: [{ name: istio-proxy, image: auto }] }
---
apiVersion: v1
kind: Service
metadata: { name: edge, namespace: shop, labels: { ${labels} } }
spec: { selector: { istio: ingressgateway }, ports: [{ name: raw, port: 80, targetPort: 9000 }] }
`;
  const all = gateway('one', 'HTTP') + gateway('two', 'TCP').replace('9000', '80');

  it('meet on the port of the pod that these forward to', () => {
    expect(told(all + service(), rules)).toEqual([
      `error IST0145 Gateway shop/one ${port}`,
      `error IST0145 Gateway shop/two ${port}`,
    ]);
    expect(told(all, rules)).toEqual([]);
    expect(
      told(all + service('experimental.istio.io/disable-gateway-port-translation: "true"'), rules),
    ).toEqual([]);
  });
});

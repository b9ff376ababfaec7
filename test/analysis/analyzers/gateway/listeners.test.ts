import { told } from '../told';

const rules = ['listener-protocol-unknown', 'gateway-address-unknown'];
const gateway = (protocol: string, more = '', className = 'istio') => `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: front, namespace: demo }
spec:
  gatewayClassName: ${className}
  listeners: [{ name: one, port: 80, protocol: ${protocol} }]
  ${more}
---
apiVersion: v1
kind: Service
metadata: { name: edge, namespace: demo }
spec: { selector: { app: edge }, ports: [{ name: http, port: 80 }] }
---
`;

describe('the protocol of a listener of the Gateway API', () => {
  it.each(['http', 'UDP', 'GRPC', 'HBONE'])('is none that istiod serves: %s', (protocol) => {
    expect(told(gateway(protocol), rules)).toEqual(['error Gateway demo/front spec.listeners[0].protocol']);
  });

  it.each([
    ['HTTP', 'istio'],
    ['HBONE', 'istio-waypoint'],
    ['http', 'nginx'],
  ])('is one of its class: %s of %s', (protocol, className) => {
    expect(told(gateway(protocol, '', className), rules)).toEqual([]);
  });
});

describe('the address of a Gateway that others run', () => {
  const to = (value: string, type = 'Hostname') => `addresses: [{ type: ${type}, value: ${value} }]`;
  const at = 'Gateway demo/front spec.addresses[0].value';

  it('is a Service with the ports of the listeners', () => {
    for (const value of ['edge', 'edge.demo.svc.cluster.local'])
      expect(told(gateway('HTTP', to(value)), rules)).toEqual([]);
    expect(told(gateway('HTTP', to('1.2.3.4', 'IPAddress')), rules)).toEqual([]);
  });

  it('is told where there is no such Service, or no such port', () => {
    for (const value of ['edges', 'edge.other.svc.cluster.local', 'edge.example.com'])
      expect(told(gateway('HTTP', to(value)), rules)).toEqual([`error ${at}`]);
    const other = gateway('HTTP', to('edge')).replace('port: 80 }', 'port: 8080 }');
    expect(told(other, rules)).toEqual([`warning ${at}`]);
  });

  it('is not told where the other namespace, or what is outside, is not given', () => {
    expect(told(gateway('HTTP', to('edge.other.svc.cluster.local')), rules, false)).toEqual([]);
    expect(told(gateway('HTTP', to('edge.example.com')), rules, false)).toEqual([]);
  });
});

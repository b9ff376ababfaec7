import { App, Chart } from 'cdk8s';
import { resolvePorts, transport } from '../../lib/workload/service-port';

const owner = new Chart(new App(), 'owner');

describe('the ports of a Service', () => {
  it('are a number alone where the name says the protocol', () => {
    expect(resolvePorts(owner, { http: 9080, 'grpc-admin': { port: 80, targetPort: 9081 } })).toEqual([
      { name: 'http', port: 9080, targetPort: 9080, protocol: undefined },
      { name: 'grpc-admin', port: 80, targetPort: 9081, protocol: undefined },
    ]);
  });

  it('keep the protocol of a port of any other name', () => {
    expect(resolvePorts(owner, { metrics: { port: 15090, protocol: 'http' } })).toEqual([
      { name: 'metrics', port: 15090, targetPort: 15090, protocol: 'http' },
    ]);
  });

  it('may have one number for TCP and for UDP', () => {
    expect(resolvePorts(owner, { 'tcp-dns': 53, 'udp-dns': 53 })).toHaveLength(2);
  });

  it.each([
    ['udp', undefined, { protocol: 'UDP' }],
    ['udp-dns', undefined, { protocol: 'UDP' }],
    ['dns', 'udp', { protocol: 'UDP' }],
    ['udpate', 'http', {}],
    ['tcp', undefined, {}],
  ] as const)('tell Kubernetes of UDP: a port %s of protocol %s is %j', (name, protocol, written) => {
    expect(transport({ name, port: 53, targetPort: 53, protocol })).toEqual(written);
  });

  it.each([
    [{ http: 0 }, "port 'http' of owner must be a whole number from 1 to 65535, got 0"],
    [{ http: { port: 80, targetPort: 65536 } }, "the target port of 'http' of owner must be a whole number"],
    [
      { 'HTTP-1': { port: 80, protocol: 'http' } },
      "owner: the name of a port must be a DNS label, got 'HTTP-1'",
    ],
    [{}, 'owner: a Service needs a port, got {}; write for example { http: 9080 }'],
    [
      { http: 80, 'http-old': { port: 80, targetPort: 8080 } },
      "owner: a Service has each port once, got '80/TCP'; give one of the two another number",
    ],
  ] as const)('rejects %j', (ports, message) => {
    expect(() => resolvePorts(owner, ports)).toThrow(message);
  });
});

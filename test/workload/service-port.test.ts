import { resolvePorts, servicePorts, transport } from '../../lib/workload/service-port';
import { refusal, refusedAt } from '../refusal';

describe('the ports of a Service', () => {
  it('are a number alone where the name says the protocol', () => {
    expect(resolvePorts({ http: 9080, 'grpc-admin': { port: 80, targetPort: 9081 } })).toEqual([
      { name: 'http', port: 9080, targetPort: 9080, protocol: undefined },
      { name: 'grpc-admin', port: 80, targetPort: 9081, protocol: undefined },
    ]);
  });

  it('keep the protocol of a port of any other name', () => {
    expect(resolvePorts({ metrics: { port: 9090, protocol: 'http' } })).toEqual([
      { name: 'metrics', port: 9090, targetPort: 9090, protocol: 'http' },
    ]);
  });

  it('may have one number for TCP and for UDP', () => {
    expect(resolvePorts({ 'tcp-dns': 53, 'udp-dns': 53 })).toHaveLength(2);
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
    [{ http: 0 }, 'http', 'a port must be a whole number from 1 to 65535, got 0'],
    [{ http: { port: 80, targetPort: 65536 } }, 'http.targetPort', 'a port must be a whole number'],
    [
      { 'HTTP-1': { port: 80, protocol: 'http' } },
      "['HTTP-1']",
      "the name of a port must be a DNS label, got 'HTTP-1'",
    ],
    [{}, '', 'there is nothing in it, got {}'],
    [
      { http: 80, 'http-old': { port: 80, targetPort: 8080 } },
      "['http-old']",
      "another port has the same number, got '80/TCP'; give each its own",
    ],
    [
      { api: 8080 },
      'api',
      "Istio reads the protocol of a port from the beginning of its name, and 'api' says none, got 8080; write { 'http-api': 8080 }, or { api: { port: 8080, protocol: 'http' } }",
    ],
    [{ httpapi: { port: 8080 } }, 'httpapi', "and 'httpapi' says none"],
    [{ api: { port: 8080, protocol: 'htpp' } }, 'api.protocol', "got 'htpp'; did you mean 'http'?"],
    [{ http: '9080' }, 'http', "a port must be a whole number from 1 to 65535, got '9080'"],
    [{ http: 15090 }, 'http', 'the sidecar of the pod listens on this port itself, got 15090'],
    [{ http: { port: 80, targetPort: 15021 } }, 'http.targetPort', 'the sidecar of the pod listens on'],
    [{ http: { port: 15006 } }, 'http.port', 'the sidecar of the pod listens on'],
  ])('rejects %j', (ports, place, problem) => {
    expect(refusal(servicePorts, ports)).toContain(problem);
    expect(refusedAt(servicePorts, ports)).toBe(place);
  });

  it('may have the number of a sidecar port where the pods listen on another', () => {
    expect(refusal(servicePorts, { http: { port: 15021, targetPort: 8080 } })).toBeUndefined();
  });
});

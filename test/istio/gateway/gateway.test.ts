import { JsonPatch } from 'cdk8s';
import { Gateway, type IGatewayWorkload, Server } from '../../../lib/istio';
import { routeGateway } from '../../../lib/istio/references/gateway-ref';
import { errorOf } from '../../error-of';
import { refusal } from '../../refusal';
import { rendered, spec } from '../rendered';

const ingress: IGatewayWorkload = {
  kind: 'ingress-gateway',
  serviceAccount: 'istio-ingressgateway',
  namespace: 'istio-system',
  labels: { istio: 'ingressgateway' },
  ports: [
    { name: 'http2', port: 80, targetPort: 8080 },
    { name: 'https', port: 443, targetPort: 8443 },
  ],
};

describe('Gateway', () => {
  it('selects the pods of the ingress and opens a port of its Service', () => {
    expect(
      spec((chart) => new Gateway(chart, 'gateway', { ingress, servers: [Server.http({ hosts: ['*'] })] })),
    ).toEqual({
      selector: { istio: 'ingressgateway' },
      servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['*'] }],
    });
  });

  it('takes its name and namespace from metadata where they are given', () => {
    const [object] = rendered((chart) => {
      const metadata = { name: 'shared', namespace: 'istio-ingress' };
      const gateway = new Gateway(chart, 'gateway', {
        metadata,
        ingress,
        servers: [Server.http({ hosts: ['*'] })],
      });
      expect([gateway.name, gateway.namespace]).toEqual(['shared', 'istio-ingress']);
    });
    expect(object?.metadata).toEqual({ name: 'shared', namespace: 'istio-ingress' });
  });

  it('keeps what a JSON patch adds, though the generated class does not know it', () => {
    const written = spec((chart) => {
      const gateway = new Gateway(chart, 'gateway', { ingress, servers: [Server.http({ hosts: ['*'] })] });
      gateway.object.addJsonPatch(JsonPatch.add('/spec/newField', 1));
    });
    expect(written).toMatchObject({ newField: 1 });
  });

  it('rejects a port that the Service does not have', () => {
    const build = () =>
      rendered(
        (chart) =>
          new Gateway(chart, 'gateway', { ingress, servers: [Server.http({ hosts: ['*'], port: 8080 })] }),
      );
    expect(build).toThrow(
      errorOf(
        "chart/gateway: servers[0].port: the gateway's Service has no such port, so nothing could connect to it, got 8080; use one of 80 (http2), 443 (https), or add the port where the gateway is installed",
      ),
    );
  });

  it('rejects the name of an outside gateway that is no DNS name', () => {
    const shared = Gateway.named('Shared', { namespace: 'istio-ingress' });
    expect(refusal(routeGateway, shared)).toBe(
      "a Gateway is named by a DNS label other than 'mesh', got 'Shared'; use lower-case letters, digits and dashes",
    );
  });

  it.each(['mesh', 'a.b'])('rejects the name %s, which Istio would not read as a Gateway', (name) => {
    const servers = [Server.http({ hosts: ['*'] })] as const;
    expect(() => rendered((chart) => new Gateway(chart, name, { ingress, servers }))).toThrow(
      errorOf(
        `chart/${name}: a Gateway is named by a DNS label other than 'mesh', got '${name}'; use lower-case letters, digits and dashes, or set metadata.name`,
      ),
    );
    const named = rendered(
      (chart) => new Gateway(chart, name, { ingress, servers, metadata: { name: 'shared' } }),
    );
    expect(named[0]?.metadata.name).toBe('shared');
  });

  it('rejects servers that Istio would drop', () => {
    const servers = [
      Server.http({ hosts: ['*'], name: 'a' }),
      Server.http({ hosts: ['*'], name: 'a' }),
    ] as const;
    expect(() => rendered((chart) => new Gateway(chart, 'gateway', { ingress, servers }))).toThrow(
      "chart/gateway: servers[1].name: two servers have one name, got 'a'",
    );
  });
});

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { IngressGateway } from '../../lib/install/ingress-gateway';
import { errorOf } from '../error-of';
import { istioHome, readRelease } from '../release/release-folder';

describe('IngressGateway', () => {
  it('is what istioctl installs with the demo profile', () => {
    expect(IngressGateway.istioctl()).toEqual({
      serviceAccount: 'istio-ingressgateway-service-account',
      kind: 'ingress-gateway',
      origin: 'istioctl',
      namespace: 'istio-system',
      service: 'istio-ingressgateway',
      labels: { istio: 'ingressgateway' },
      podLabels: { app: 'istio-ingressgateway', istio: 'ingressgateway' },
      ports: [
        { name: 'status-port', port: 15021, targetPort: 15021 },
        { name: 'http2', port: 80, targetPort: 8080 },
        { name: 'https', port: 443, targetPort: 8443 },
        { name: 'tcp', port: 31400, targetPort: 31400 },
        { name: 'tls', port: 15443, targetPort: 15443 },
      ],
    });
  });

  it('has only the HTTP ports with the default profile', () => {
    const { ports } = IngressGateway.istioctl({ profile: 'default' });
    expect(ports.map(({ port }) => port)).toEqual([15021, 80, 443]);
  });

  it('is labelled by the Helm release without its leading istio-, and listens on the ports themselves', () => {
    expect(IngressGateway.helm()).toEqual({
      serviceAccount: 'istio-ingress',
      kind: 'ingress-gateway',
      origin: 'helm',
      namespace: 'istio-ingress',
      service: 'istio-ingress',
      labels: { istio: 'ingress' },
      podLabels: { app: 'istio-ingress', istio: 'ingress' },
      ports: [
        { name: 'status-port', port: 15021, targetPort: 15021 },
        { name: 'http2', port: 80, targetPort: 80 },
        { name: 'https', port: 443, targetPort: 443 },
      ],
    });
  });

  it('takes a Helm release of any name and namespace', () => {
    const { service, namespace, podLabels } = IngressGateway.helm({
      release: 'edge-istio-1',
      namespace: 'edge',
    });
    expect({ service, namespace, podLabels }).toEqual({
      service: 'edge-istio-1',
      namespace: 'edge',
      podLabels: { app: 'edge-istio-1', istio: 'edge-istio-1' },
    });
  });

  it('rejects a Helm release name that is only the prefix: its pods would have an empty label', () => {
    expect(() => IngressGateway.helm({ release: 'istio-' })).toThrow(
      errorOf(
        "IngressGateway.helm: release: a gateway is named like a Helm release, by at most 53 lower-case letters, digits and dashes, got 'istio-'; write for example 'istio-ingressgateway'",
      ),
    );
  });

  it('describes any other deployment by its labels and ports', () => {
    const ports = [{ name: 'http', port: 8080, targetPort: 8080 }] as const;
    expect(
      IngressGateway.labelled({
        namespace: 'edge',
        serviceAccount: 'edge',
        service: 'front',
        labels: { app: 'front' },
        ports,
      }),
    ).toEqual({
      serviceAccount: 'edge',
      kind: 'ingress-gateway',
      origin: 'labelled',
      namespace: 'edge',
      service: 'front',
      labels: { app: 'front' },
      podLabels: { app: 'front' },
      ports,
    });
  });

  it('rejects a deployment without labels, which would select every pod', () => {
    const ports = [{ name: 'http', port: 80, targetPort: 8080 }] as const;
    expect(() =>
      IngressGateway.labelled({
        namespace: 'edge',
        serviceAccount: 'edge',
        service: 'front',
        labels: {},
        ports,
      }),
    ).toThrow(
      errorOf(
        'IngressGateway.labelled: labels: there is nothing in it, got {}; name at least one or leave it out',
      ),
    );
  });

  it.each([
    [0, 80, 'ports[0].port'],
    [80, 70000, 'ports[0].targetPort'],
  ])('rejects the ports %p to %p', (port, targetPort, at) => {
    const ports = [{ name: 'http', port, targetPort }] as const;
    expect(() =>
      IngressGateway.labelled({
        namespace: 'edge',
        serviceAccount: 'edge',
        service: 'front',
        labels: { app: 'front' },
        ports,
      }),
    ).toThrow(`IngressGateway.labelled: ${at}: a port must be a whole number from 1 to 65535`);
  });
});

const rendered = ['rendered', 'demo.yaml'];
const withRendered = istioHome && existsSync(join(istioHome, ...rendered)) ? describe : describe.skip;

withRendered('the ingress gateway of the demo profile as istioctl renders it', () => {
  it('has the Service that IngressGateway.istioctl() describes', () => {
    const ingress = IngressGateway.istioctl();
    const service = readRelease(...rendered).find(
      ({ kind, metadata }) => kind === 'Service' && metadata.name === ingress.service,
    );
    expect(service?.metadata.namespace).toBe(ingress.namespace);
    expect(service?.spec.selector).toEqual(ingress.podLabels);
    expect(service?.spec.ports).toEqual(ingress.ports);
    expect(ingress.podLabels).toMatchObject(ingress.labels);
  });
});

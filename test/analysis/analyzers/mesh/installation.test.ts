import { told } from '../told';

const authentication = `
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: { name: users, namespace: shop }
spec: { jwtRules: [{ issuer: 'https://users.example.com', jwksUri: 'https://users.example.com/keys' }] }
---
`;
const labels = 'labels: { app: istiod }';
const containers = (env = '') =>
  `containers: [{ name: discovery, image: docker.io/istio/pilot:1.30.3, env: [${env}] }]`;
const pod = (env?: string) => `
apiVersion: v1
kind: Pod
metadata: { name: istiod-1, namespace: istio-system, ${labels} }
spec: { ${containers(env)} }
---
`;
const deployment = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: istiod, namespace: istio-system, ${labels} }
spec: { template: { metadata: { ${labels} }, spec: { ${containers()} } } }
---
`;

const rules = ['jwks-fetch-unrestricted'];
const blocked = '{ name: BLOCKED_CIDRS_IN_JWKS_URIS, value: 169.254.0.0/16 }';

describe('an istiod that fetches keys from anywhere', () => {
  it('is told of its template, or of its pods where these are all there is', () => {
    expect(told(authentication + pod(), rules)).toEqual([
      'info IST0175 Pod istio-system/istiod-1 spec.containers[0].env',
    ]);
    expect(told(authentication + deployment + pod(), rules)).toEqual([
      'info IST0175 Deployment istio-system/istiod spec.template.spec.containers[0].env',
    ]);
  });

  it('is told nothing where addresses are blocked, or nothing is fetched', () => {
    expect(told(authentication + pod(blocked), rules)).toEqual([]);
    expect(told(pod(), rules)).toEqual([]);
  });
});

describe('a CRD of the Gateway API', () => {
  const definition = (annotations: string) => `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: tlsroutes.gateway.networking.k8s.io, annotations: { ${annotations} } }
spec: { group: gateway.networking.k8s.io, names: { kind: TLSRoute, plural: tlsroutes }, scope: Namespaced, versions: [] }
---
`;

  it('is told where istiod does not read it, as one that says no version', () => {
    const old = definition('gateway.networking.k8s.io/bundle-version: v1.4.1');
    const told176 = (text: string) => told(text, ['gateway-api-crd-old']);
    const wanted = [
      'warning IST0176 CustomResourceDefinition tlsroutes.gateway.networking.k8s.io metadata.annotations',
    ];
    expect([told176(old), told176(definition(''))]).toEqual([wanted, wanted]);
    expect(told176(definition('gateway.networking.k8s.io/bundle-version: v1.5.1'))).toEqual([]);
  });
});

describe('a network of a registry that there is not', () => {
  const networks = `
apiVersion: v1
kind: ConfigMap
metadata: { name: istio, namespace: istio-system }
data:
  mesh: ''
  meshNetworks: 'networks: { east: { endpoints: [{ fromRegistry: east-1 }] } }'
`;

  it('is told where all of the namespace of istiod is given', () => {
    const of = (complete: boolean | readonly string[]) =>
      told(networks, ['mesh-networks-registry'], complete);
    const missing = [
      'error IST0126 MeshNetworks istio-system/meshnetworks networks.east.endpoints[0].fromRegistry',
    ];
    expect([of(true), of(['istio-system'])]).toEqual([missing, missing]);
    expect([of(false), of(['shop'])]).toEqual([[], []]);
  });
});

import { judge } from '../../lib/analysis/judge';
import { readText } from '../../lib/kubernetes/manifest';
import { isGiven, isKnown, lacksNamespace, meantNamespace, slipOf } from '../../lib/model/knowledge';
import { MeshModel, type MeshModelOptions } from '../../lib/model/mesh-model';

const objects = readText(`
apiVersion: v1
kind: Namespace
metadata: { name: shop }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { ports: [{ port: 80 }] }
---
apiVersion: v1
kind: Service
metadata: { name: api, namespace: team }
spec: { ports: [{ port: 80 }] }
`).objects.map(({ object }) => object);
const model = (options: MeshModelOptions = {}) => MeshModel.of(objects, options);

describe('what is known of a world', () => {
  it('are the kinds of which a declared namespace has some', () => {
    expect(isKnown(model(), 'shop', 'kubernetesServices')).toBe(true);
    expect(isKnown(model(), 'shop', 'gateways')).toBe(false);
    expect(isKnown(model(), 'team', 'kubernetesServices')).toBe(false);
  });

  it('are no workloads where all there is has pods that come and go, or labels that nobody has written', () => {
    const own = (apiVersion: string, kind: string, selector = '') => {
      const text = `
apiVersion: ${apiVersion}
kind: ${kind}
metadata: { name: web, namespace: shop }
spec: { ${selector} template: { spec: { containers: [{ name: web, image: any }] } } }
`;
      return MeshModel.of([...objects, ...readText(text).objects.map(({ object }) => object)]);
    };
    const knows = (mesh: MeshModel) => isKnown(mesh, 'shop', 'workloads');
    expect(knows(own('apps/v1', 'Deployment'))).toBe(true);
    expect(knows(own('argoproj.io/v1alpha1', 'Rollout', 'selector: { matchLabels: { a: b } },'))).toBe(true);
    expect(knows(own('serving.knative.dev/v1', 'Service'))).toBe(false);
    expect(knows(own('batch/v1', 'Job'))).toBe(false);
  });

  it('are those of a chart that says its namespace, too', () => {
    expect(isKnown(model({ own: ['team'] }), 'team', 'kubernetesServices')).toBe(true);
    expect(isKnown(model({ own: ['team'] }), 'team', 'workloads')).toBe(false);
    expect(meantNamespace(model(), 'teams')).toBe(undefined);
    expect(meantNamespace(model({ own: ['team'] }), 'teams')).toBe('team');
  });

  it('are none where a program makes more of the same files, but for what is said to be given', () => {
    expect(isKnown(model({ partial: true }), 'shop', 'kubernetesServices')).toBe(false);
    expect(isKnown(model({ partial: true, complete: true }), 'shop', 'kubernetesServices')).toBe(true);
  });

  it('is all of a namespace that is said to be given, and of the whole world', () => {
    expect(isGiven(model({ complete: ['team'] }), 'team')).toBe(true);
    expect(isGiven(model({ complete: ['team'] }), 'shop')).toBe(false);
    expect(isKnown(model({ complete: ['team'] }), 'team', 'gateways')).toBe(true);
    expect(isGiven(model({ complete: true }), 'anywhere')).toBe(true);
    expect(lacksNamespace(model({ complete: ['team'] }), 'anywhere')).toBe(false);
    expect(lacksNamespace(model({ complete: true }), 'anywhere')).toBe(true);
  });

  it('takes a letter more or less for a slip, and another letter for another thing', () => {
    expect(slipOf('shopp', ['shop', 'store'])).toBe('shop');
    expect(slipOf('sho', ['shop'])).toBe('shop');
    expect(slipOf('edge-2', ['edge-1'])).toBe(undefined);
    expect(slipOf('legacy', ['shop'])).toBe(undefined);
  });
});

describe('a namespace that is said to be given', () => {
  const told = (text: string, complete: readonly string[]) =>
    judge(readText(text).objects, { complete }).map(
      ({ level, rule, object }) => `${level} ${rule} ${object?.kind} ${object?.name}`,
    );

  it('is judged fully, and others are not', () => {
    const gateway = (namespace: string) => `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: web, namespace: shop }
spec: { hosts: [web.example.com], gateways: [${namespace}/edge], http: [{ directResponse: { status: 200 } }] }
`;
    expect(told(gateway('team'), ['shop'])).toEqual([]);
    expect(told(gateway('team'), ['team'])).toEqual(['error vs-gateway-missing VirtualService web']);
  });

  it('has no provider that the installation does not name', () => {
    const telemetry = `
apiVersion: telemetry.istio.io/v1
kind: Telemetry
metadata: { name: traces, namespace: shop }
spec: { tracing: [{ providers: [{ name: nowhere }] }] }
`;
    expect(told(telemetry, ['shop'])).toEqual([]);
    expect(told(telemetry, ['istio-system'])).toEqual(['error telemetry-provider-unknown Telemetry traces']);
  });

  it('has no Secret that is not among the objects', () => {
    const edge = `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: edge, namespace: shop }
spec:
  selector: { istio: ingressgateway }
  servers: [{ port: { number: 443, name: https, protocol: HTTPS }, hosts: ['*'], tls: { mode: SIMPLE, credentialName: web } }]
`;
    expect(told(edge, ['shop'])).toEqual([]);
    expect(told(edge, ['istio-system'])).toEqual(['error gateway-secret-missing Gateway edge']);
  });
});

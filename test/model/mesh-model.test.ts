import { readText } from '../../lib/kubernetes/manifest';
import { destinationRulesFor } from '../../lib/model/destination-rule';
import { MeshModel, type MeshModelOptions } from '../../lib/model/mesh-model';
import { mutualTlsOf } from '../../lib/model/mutual-tls';
import { serviceWorkloads, targetNumber } from '../../lib/model/service-workloads';
import { servicesSeen, sidecarOf, sidecarShows } from '../../lib/model/visibility';

const model = (yaml: string, options?: MeshModelOptions) =>
  MeshModel.of(
    readText(yaml).objects.map(({ object }) => object),
    options,
  );

const deployment = (name: string, labels: string, more = '') => `
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: demo }
spec:
  template:
    metadata: { labels: { ${labels} } }
    spec:
      ${more}
      serviceAccountName: ${name}
      containers: [{ name: app, ports: [{ name: http, containerPort: 8080 }] }]
`;

const world = `
apiVersion: v1
kind: Namespace
metadata: { name: demo, labels: { istio-injection: enabled } }
---
apiVersion: v1
kind: Service
metadata: { name: reviews, namespace: demo, annotations: { networking.istio.io/exportTo: ., } }
spec:
  selector: { app: reviews }
  ports: [{ name: http, port: 80, targetPort: http }, { name: x, port: 3306 }, { appProtocol: grpc, name: y, port: 1 }]
${deployment('v1', 'app: reviews, version: v1')}
${deployment('v2', 'app: reviews, version: v2', 'hostNetwork: true')}
${deployment('ratings', 'app: ratings')}
---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: istio-system }
spec: { mtls: { mode: STRICT } }
---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: port, namespace: demo }
spec: { selector: { matchLabels: { version: v1 } }, portLevelMtls: { 8080: { mode: DISABLE } } }
`;

describe('the mesh that manifests describe', () => {
  it('knows services with their ports, protocols and workloads', () => {
    const mesh = model(world);
    const [reviews] = servicesSeen(mesh, 'reviews.demo.svc.cluster.local', 'demo');
    expect(reviews?.ports.map(({ number, protocol, targetPort }) => [number, protocol, targetPort])).toEqual([
      [80, 'http', 'http'],
      [3306, 'tcp', 3306],
      [1, 'grpc', 1],
    ]);
    const workloads = reviews === undefined ? [] : serviceWorkloads(mesh, reviews);
    expect(workloads.map(({ name, proxy, serviceAccount }) => [name, proxy, serviceAccount])).toEqual([
      ['v1', 'sidecar', 'v1'],
      ['v2', 'none', 'v2'],
    ]);
    const [port] = reviews?.ports ?? [];
    expect(port && workloads[0] && targetNumber(port, workloads[0])).toBe(8080);
    expect(servicesSeen(mesh, 'reviews.demo.svc.cluster.local', 'other')).toEqual([]);
  });

  it('knows the mutual TLS in force on a port', () => {
    const mesh = model(world);
    const mode = (name: string, port?: number) => {
      const [workload] = mesh.workloads.filter((one) => one.name === name);
      return workload && mutualTlsOf(mesh, workload, port).mode;
    };
    expect([mode('v1', 8080), mode('v1', 9090), mode('ratings', 8080), mode('v2', 8080)]).toEqual([
      'disable',
      'strict',
      'strict',
      'disable',
    ]);
  });

  it('looks for DestinationRules where the client is, then the service, then in the root namespace', () => {
    const rule = (namespace: string, host: string, exportTo = '*') =>
      `---\napiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata: { name: ${namespace}, namespace: ${namespace} }\nspec: { host: '${host}', exportTo: ['${exportTo}'] }\n`;
    const host = 'reviews.demo.svc.cluster.local';
    const found = (rules: string, client: string) =>
      destinationRulesFor(model(rules), host, 'demo', { namespace: client }).map(({ name }) => name);
    const all =
      rule('demo', 'reviews') +
      rule('client', '*.svc.cluster.local') +
      rule('ops', host) +
      rule('istio-system', host);
    expect(found(all, 'client')).toEqual(['client']);
    expect(found(all, 'other')).toEqual(['demo']);
    expect(found(rule('demo', 'reviews', '.') + rule('istio-system', host), 'other')).toEqual([
      'istio-system',
    ]);
    expect(found(rule('ops', host), 'other')).toEqual([]);
  });

  it('knows the Sidecar in force and what it shows', () => {
    const mesh = model(
      '---\napiVersion: networking.istio.io/v1\nkind: Sidecar\nmetadata: { name: all, namespace: demo }\nspec: { egress: [{ hosts: [./*, "shop/web.shop.svc.cluster.local"] }] }\n---\napiVersion: networking.istio.io/v1\nkind: Sidecar\nmetadata: { name: one, namespace: demo }\nspec: { workloadSelector: { labels: { app: a } } }\n',
    );
    const all = sidecarOf(mesh, 'demo', {});
    expect([all?.name, sidecarOf(mesh, 'demo', { app: 'a' })?.name, sidecarOf(mesh, 'shop', {})]).toEqual([
      'all',
      'one',
      undefined,
    ]);
    const shows = (host: string, owner: string) => sidecarShows(all, 'demo', host, owner);
    expect([
      shows('x.demo.svc.cluster.local', 'demo'),
      shows('web.shop.svc.cluster.local', 'shop'),
      shows('db.shop.svc.cluster.local', 'shop'),
    ]).toEqual([true, true, false]);
  });

  it('takes nothing of the wrong type for what it is', () => {
    const mesh = model(
      'apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: { name: a, labels: { x: 1 } }\nspec: { hosts: [1, b], http: [null, { route: {}, timeout: 3, match: [{ port: x }] }], gateways: {} }\n',
      { namespace: 'here' },
    );
    expect(mesh.virtualServices.map(({ namespace, labels, spec }) => ({ namespace, labels, spec }))).toEqual([
      { namespace: 'here', labels: {}, spec: { hosts: ['', 'b'], http: [{}, { match: [{}] }] } },
    ]);
  });
});

import { readText } from '../../lib/kubernetes/manifest';
import type { Answer } from '../../lib/routing/answer';
import { Mesh, type MeshOptions } from '../../lib/routing/mesh';

/** A mesh of YAML. */
export function meshOf(yaml: string, options?: MeshOptions): Mesh {
  return Mesh.ofReading(readText(yaml, 'world.yaml'), options);
}

/** A namespace whose pods have sidecars. */
export const namespace = (name: string, labels = 'istio-injection: enabled') => `
---
apiVersion: v1
kind: Namespace
metadata: { name: ${name}, labels: { ${labels} } }
`;

/** A Deployment `<name>-<version>` for each version, labelled with both. */
export const deployments = (place: string, name: string, ...versions: string[]) =>
  versions
    .map(
      (version) => `
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}-${version}, namespace: ${place} }
spec:
  selector: { matchLabels: { app: ${name}, version: ${version} } }
  template:
    metadata: { labels: { app: ${name}, version: ${version} } }
    spec: { serviceAccountName: ${name}, containers: [{ name: app, image: app }] }
`,
    )
    .join('');

/** A Service with one port, in front of the Deployments of its name. */
export const service = (place: string, name: string, port = 80, portName = 'http') => `
---
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: ${place} }
spec: { selector: { app: ${name} }, ports: [{ name: ${portName}, port: ${port} }] }
`;

/** An object of Istio. */
export const istio = (group: string, kind: string, place: string, name: string, spec: string, more = '') => `
---
apiVersion: ${group}.istio.io/v1
kind: ${kind}
metadata: { name: ${name}, namespace: ${place}${more} }
spec: ${spec}
`;

/** The ingress gateway as istioctl makes it. */
export const ingress = `
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: istio-ingressgateway, namespace: istio-system }
spec:
  template:
    metadata: { labels: { app: istio-ingressgateway, istio: ingressgateway } }
    spec: { containers: [{ name: istio-proxy, image: proxy }] }
---
apiVersion: v1
kind: Service
metadata: { name: istio-ingressgateway, namespace: istio-system }
spec:
  selector: { istio: ingressgateway }
  ports: [{ name: http2, port: 80, targetPort: 8080 }, { name: https, port: 443, targetPort: 8443 }]
`;

/** A call of one workload to another. */
export const call = (from: string, url: string, headers: Record<string, string> = {}) => ({
  from,
  url,
  headers,
});

export const networking = (kind: string, place: string, name: string, spec: string, more?: string) =>
  istio('networking', kind, place, name, spec, more);
export const security = (kind: string, place: string, name: string, spec: string) =>
  istio('security', kind, place, name, spec);

/** Bookinfo's middle: a client, and a service in two versions. */
export const demo = `${namespace('demo')}${deployments('demo', 'curl', 'v1')}${deployments('demo', 'reviews', 'v1', 'v2')}${service('demo', 'reviews')}`;

export const versions = networking(
  'DestinationRule',
  'demo',
  'reviews',
  '{ host: reviews, subsets: [{ name: v1, labels: { version: v1 } }, { name: v2, labels: { version: v2 } }] }',
);

export const reviews = 'reviews.demo.svc.cluster.local';

/** An answer in a few words. */
export function short(answer: Answer): string {
  const { decision, status, destinations, response } = answer.toJSON();
  const to = destinations.map(
    (one) =>
      `${one.host}${one.subset === undefined ? '' : ` ${one.subset}`} ${one.percent}${one.status === undefined ? '' : ` ${one.status}`}`,
  );
  return [decision, status, response.location, ...to].filter((one) => one !== undefined).join(' ');
}

/** Workloads of a namespace in ambient mode, a client and a service. */
export const ambient = `${namespace('demo', 'istio.io/dataplane-mode: ambient')}${deployments('demo', 'curl', 'v1')}${deployments('demo', 'reviews', 'v1')}${service('demo', 'reviews')}`;

/** The same where the service names a {@link waypoint}. */
export const using = ambient.replace(
  'name: reviews, namespace: demo }\nspec: { selector',
  'name: reviews, namespace: demo, labels: { istio.io/use-waypoint: waypoint } }\nspec: { selector',
);

/** The waypoint of the namespace. */
export const waypoint = `
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: waypoint, namespace: demo }
spec: { gatewayClassName: istio-waypoint, listeners: [{ name: mesh, port: 15008, protocol: HBONE }] }
`;

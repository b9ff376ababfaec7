import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, isInstalled, type Measured, measure, note, ratio, root, shown } from './measure';
import { temporaryFolder } from './temporary-folder';

/** At most so many times bare node, and a part of what istioctl takes for the same file. */
const aims = [
  { objects: 1_000, node: 9, istioctl: 1 },
  { objects: 5_000, node: 22, istioctl: 2 / 3 },
  { objects: 25_000, node: 100, istioctl: 1 / 2 },
] as const;

/** What is wrong with so many objects, as a whole process, beside bare node and, where it is there, istioctl. */
export function analyze(): boolean {
  const folder = temporaryFolder();
  const hasIstioctl = isInstalled('istioctl');
  if (!hasIstioctl) note('istioctl: skipped, it is not installed');
  return aims
    .map(({ objects, node: nodes, istioctl: part }) => {
      const file = join(folder, `${objects}.yaml`);
      writeFileSync(file, manifests(objects));
      const bare: Command = { name: 'node', run: [process.execPath, '--eval', '0'] };
      const args = ['analyze', '-f', file, '--complete'];
      const ours: Command = {
        name: `${objects} objects`,
        run: [process.execPath, join(root, 'bin/cdk8s-istio.mjs'), ...args],
      };
      const theirs: Command = {
        name: `istioctl, ${objects} objects`,
        run: ['istioctl', 'analyze', '--use-kube=false', '--failure-threshold', 'Error', file],
      };
      const [node, own, other] = measure(3, bare, ours, ...(hasIstioctl ? [theirs] : [])) as [
        Measured,
        Measured,
        Measured | undefined,
      ];
      const results = [
        ratio(
          `${objects} objects / bare node`,
          own.time / node.time,
          `at most ${nodes}`,
          `${shown(node)}, ${shown(own)}`,
        ),
        ratio(`${objects} objects, in GiB`, own.memory / 1024, 'at most 1', ''),
        ...(other === undefined
          ? []
          : [
              ratio(
                `${objects} objects / istioctl`,
                own.time / other.time,
                `at most ${part.toFixed(2)}`,
                shown(other),
              ),
            ]),
      ];
      return results.every(Boolean);
    })
    .every(Boolean);
}

/** Namespaces of a shop each, nothing wrong with them. */
function manifests(objects: number): string {
  const ingress = `apiVersion: apps/v1
kind: Deployment
metadata: { name: ingress, namespace: istio-system }
spec:
  selector: { matchLabels: { istio: ingressgateway } }
  template:
    metadata: { labels: { istio: ingressgateway } }
    spec: { containers: [{ name: istio-proxy, image: docker.io/istio/proxyv2:1.30.3 }] }
`;
  const documents = [ingress];
  for (let team = 0; documents.length < objects; team++) documents.push(...shop(`team-${team}`));
  return documents.slice(0, objects).join('---\n');
}

function shop(namespace: string): string[] {
  const metadata = (name: string, labels = '') => `metadata:
  name: ${name}
  namespace: ${namespace}${labels}
`;
  const microservice = (name: string) => [
    `apiVersion: v1
kind: ServiceAccount
${metadata(name)}`,
    `apiVersion: apps/v1
kind: Deployment
${metadata(name)}spec:
  replicas: 2
  selector:
    matchLabels:
      app: ${name}
  template:
    metadata:
      labels:
        app: ${name}
        version: v1
    spec:
      serviceAccountName: ${name}
      containers:
        - name: app
          image: registry.example.test/${name}:1.0
          ports:
            - containerPort: 8080
`,
    `apiVersion: v1
kind: Service
${metadata(name)}spec:
  selector:
    app: ${name}
  ports:
    - name: http
      port: 80
      targetPort: 8080
`,
    `apiVersion: networking.istio.io/v1
kind: DestinationRule
${metadata(name)}spec:
  host: ${name}
  subsets:
    - name: v1
      labels:
        version: v1
`,
    `apiVersion: networking.istio.io/v1
kind: VirtualService
${metadata(name)}spec:
  hosts:
    - ${name}
  http:
    - match:
        - uri:
            prefix: /api
      retries:
        attempts: 2
        perTryTimeout: 2s
      route:
        - destination:
            host: ${name}
            subset: v1
    - route:
        - destination:
            host: ${name}
`,
  ];
  return [
    `apiVersion: v1
kind: Namespace
metadata:
  name: ${namespace}
  labels:
    istio-injection: enabled
`,
    ...['web', 'cart', 'stock'].flatMap(microservice),
    `apiVersion: networking.istio.io/v1
kind: Gateway
${metadata('public')}spec:
  selector:
    istio: ingressgateway
  servers:
    - port:
        number: 80
        name: http
        protocol: HTTP
      hosts:
        - ${namespace}.example.test
`,
    `apiVersion: networking.istio.io/v1
kind: VirtualService
${metadata('public')}spec:
  hosts:
    - ${namespace}.example.test
  gateways:
    - public
  http:
    - route:
        - destination:
            host: web
            subset: v1
`,
    `apiVersion: security.istio.io/v1
kind: PeerAuthentication
${metadata('default')}spec:
  mtls:
    mode: STRICT
`,
  ];
}

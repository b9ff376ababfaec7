import { judge } from '../../../lib/analysis/judge';
import { readText } from '../../../lib/kubernetes/manifest';

/** A shop, complete: two versions of `web`, `store` beside it, and the gateway that istioctl installs. */
const shop = `
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { istio-injection: enabled } }
---
apiVersion: v1
kind: Namespace
metadata: { name: shop-test, labels: { istio-injection: enabled } }
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: web, namespace: shop }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { selector: { app: web }, ports: [{ name: http, port: 80, targetPort: 8080 }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web, version: v1 } }
    spec: { serviceAccountName: web, containers: [{ name: web, image: example.test/web:1, ports: [{ containerPort: 8080 }] }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: client, namespace: shop-test }
spec:
  selector: { matchLabels: { app: client } }
  template:
    metadata: { labels: { app: client, version: v1 } }
    spec: { containers: [{ name: client, image: example.test/client:1 }] }
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: default, namespace: shop-test }
---
apiVersion: v1
kind: Service
metadata: { name: istio-ingressgateway, namespace: istio-system }
spec:
  selector: { istio: ingressgateway }
  ports: [{ name: http2, port: 80, targetPort: 8080 }, { name: https, port: 443, targetPort: 8443 }]
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: istio-ingressgateway, namespace: istio-system }
spec:
  selector: { matchLabels: { istio: ingressgateway } }
  template:
    metadata: { labels: { app: istio-ingressgateway, istio: ingressgateway, version: v1 } }
    spec: { containers: [{ name: istio-proxy, image: docker.io/istio/proxyv2:1.30.3 }] }
`;

export const destinationRule = (name: string, spec: string) => `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: ${name}, namespace: shop }
spec: { ${spec} }
`;

/** What is told of the shop with more beside it. */
export const told = (text: string) =>
  judge(readText(`${shop}---${text}`).objects, { complete: true }).map(
    ({ rule, object, message }) => `${rule} ${object?.kind} ${object?.name}: ${message}`,
  );

import { App, Chart } from 'cdk8s';
import { IngressGateway } from '../../lib/install/ingress-gateway';
import { HttpRoute } from '../../lib/istio/virtual-service/http-route';
import { IstioRelease } from '../../lib/release/istio-release';
import { Injection } from '../../lib/workload/injection';
import { MeshNamespace } from '../../lib/workload/mesh-namespace';
import { Microservice } from '../../lib/workload/microservice';

const chart = new Chart(new App(), 'chart', { namespace: 'demo' });
const versions = { v1: { image: 'example/reviews:1' }, v2: { image: 'example/reviews:2' } };
const reviews = new Microservice(chart, 'reviews', { ports: { http: 9080, 'grpc-admin': 9081 }, versions });

HttpRoute.to(reviews.port('grpc-admin'));
// @ts-expect-error the service has no port of this name
reviews.port('https');
// @ts-expect-error a port is chosen by its name, not by its number
reviews.port(9080);

reviews.version('v2').labels;
// @ts-expect-error there is no such version
reviews.version('v9');
reviews.subsets.v1.version satisfies 'v1';
// @ts-expect-error there is no such version, so no such subset
reviews.subsets.v9;
// @ts-expect-error there is no such version, so no such Deployment
reviews.objects.deployments.v9;

new Microservice(chart, 'web', { ports: { web: { port: 80, protocol: 'http' } }, versions });
// @ts-expect-error the name does not say the protocol, so the port must
new Microservice(chart, 'web', { ports: { web: 80 }, versions });
// @ts-expect-error the name says http, and nothing may contradict it
new Microservice(chart, 'web', { ports: { http: { port: 80, protocol: 'grpc' } }, versions });
// @ts-expect-error Istio knows no such protocol
new Microservice(chart, 'web', { ports: { web: { port: 80, protocol: 'htp' } }, versions });
// @ts-expect-error a version runs an image
new Microservice(chart, 'web', { ports: { http: 80 }, versions: { v1: {} } });
// @ts-expect-error the pods' account is the microservice's own
new Microservice(chart, 'web', { ports: { http: 80 }, versions, podSpec: { serviceAccountName: 'x' } });
// @ts-expect-error Kubernetes has no such field
new Microservice(chart, 'web', { ports: { http: 80 }, versions, container: { readOnly: true } });

new MeshNamespace(chart, 'a', { injection: Injection.revision('1-30-3'), labels: { team: 'books' } });
// @ts-expect-error a namespace says how its pods join the mesh
new MeshNamespace(chart, 'b', {});
// @ts-expect-error two choices: enabled, and a revision
new MeshNamespace(chart, 'c', { injection: Injection.enabled, labels: { 'istio.io/rev': 'canary' } });
// @ts-expect-error two choices: ambient, and a sidecar
new MeshNamespace(chart, 'd', { injection: Injection.ambient, labels: { 'istio-injection': 'enabled' } });
// @ts-expect-error a choice is made by its factory
new MeshNamespace(chart, 'e', { injection: 'enabled' });

IstioRelease.of('1.16');
// @ts-expect-error no such release is described
IstioRelease.of('1.15');

// @ts-expect-error nothing could reach a gateway without ports
IngressGateway.labelled({ namespace: 'edge', service: 'edge', labels: { app: 'edge' }, ports: [] });
// @ts-expect-error istioctl has no such profile with an ingress gateway
IngressGateway.istioctl({ profile: 'minimal' });

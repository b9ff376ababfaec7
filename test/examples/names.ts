import { App, Chart } from 'cdk8s';
import { Deployment } from 'cdk8s-plus-27';
import type { InstalledEgress } from '../../lib/install/gateway-installation';
import { IngressGateway } from '../../lib/install/ingress-gateway';
import { MeshInstallation } from '../../lib/install/mesh-installation';
import { TracingProvider } from '../../lib/install/tracing-provider';
import { DestinationRule, Gateway, type IGateway, type IWorkload, Workload } from '../../lib/istio';
import { AlphaGatewayApi } from '../../lib/release/alpha-gateway-api';
import { ApiVersions } from '../../lib/release/api-versions';
import { IstioRelease } from '../../lib/release/istio-release';
import { Microservice } from '../../lib/workload/microservice';

const image = 'example/service:1';

/** What the examples refer to without saying where it comes from. */
export interface Names {
  readonly app: App;
  readonly chart: Chart;
  readonly guide: App;
  readonly addons: App;
  readonly shop: App;
  readonly text: string;
  readonly ingress: IngressGateway;
  readonly egress: InstalledEgress;
  readonly gateway: IGateway;
  readonly productpage: Microservice<'http', 'v1'>;
  readonly details: Microservice<'http', 'v1'>;
  readonly ratings: Microservice<'http', 'v1'>;
  readonly reviews: Microservice<'http', 'v1' | 'v2' | 'v3'>;
  readonly versions: DestinationRule<'v1' | 'v2' | 'v3'>;
  readonly curl: IWorkload;
  readonly jaeger: TracingProvider;
  readonly deployment: Deployment;
}

/** Makes them, in a chart of their own. */
export function names(): Names {
  const app = new App();
  const release = process.env.EXAMPLES_RELEASE;
  if (release !== undefined) {
    ApiVersions.use(app, IstioRelease.parse(release).apiVersions);
    AlphaGatewayApi.use(app);
  }
  const chart = new Chart(app, 'names', { namespace: 'demo' });
  const service = (id: string) =>
    new Microservice(chart, id, { ports: { http: 9080 }, versions: { v1: { image } } });
  const reviews = new Microservice(chart, 'reviews', {
    ports: { http: 9080 },
    versions: { v1: { image }, v2: { image }, v3: { image } },
  });
  return {
    app,
    chart: new Chart(app, 'chart', { namespace: 'demo' }),
    guide: new App(),
    addons: new App(),
    shop: new App(),
    text: '',
    ingress: IngressGateway.istioctl(),
    egress: MeshInstallation.istioctl({ release: IstioRelease.latest, profile: 'demo' }).egress[
      'istio-egressgateway'
    ],
    gateway: Gateway.named('bookinfo-gateway', { namespace: 'demo' }),
    productpage: service('productpage'),
    details: service('details'),
    ratings: service('ratings'),
    reviews,
    versions: new DestinationRule(chart, 'versions', { host: reviews, subsets: reviews.subsets }),
    curl: Workload.labelled({ app: 'curl' }, { namespace: 'demo' }),
    jaeger: TracingProvider.opentelemetry({ name: 'jaeger', service: service('collector'), port: 9080 }),
    deployment: new Deployment(chart, 'deployment', { containers: [{ image, portNumber: 9080 }] }),
  };
}

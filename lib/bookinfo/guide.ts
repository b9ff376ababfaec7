import { App } from 'cdk8s';
import { type Ingress, ingress as ingressCheck } from '../install/gateway-api-ingress';
import type { Images } from '../install/installation-options';
import { images as imagesCheck } from '../install/installation-shapes';
import { MeshSettings, someMeshSettings } from '../istio/references/mesh-settings';
import { ApiVersions } from '../release/api-versions';
import type { IstioRelease } from '../release/istio-release';
import { istioRelease } from '../release/release-check';
import { filledText } from '../values/check';
import { checkedCall } from '../values/checked-call';
import { namespaceName } from '../values/dns-label';
import { type Labels, labels as labelsCheck } from '../values/labels';
import { optional, shape } from '../values/shape';
import { Injection, injection as injectionCheck } from '../workload/injection';
import { Bookinfo } from './bookinfo';
import { BookinfoGatewayApiIngress } from './bookinfo-gateway-api-ingress';
import { BookinfoIngress } from './bookinfo-ingress';
import { CurlPod } from './curl-pod';
import { DemoNamespace } from './demo-namespace';

export interface GuideProps {
  /** The Istio that the cluster has. */
  readonly release: IstioRelease;
  /**
   * By what requests come in: with an installed gateway Bookinfo is opened by Istio's Gateway and VirtualService, with
   * `gatewayApiIngress` by a Gateway and an HTTPRoute of the Gateway API.
   */
  readonly ingress: Ingress;
  /** @default 'demo' */
  readonly namespace?: string;
  /** @default 'injection-enabled' */
  readonly injection?: Injection;
  /** Where Bookinfo's images are. @default - where the release's own sample has them */
  readonly bookinfoRegistry?: string;
  /** Labels of every object, not of its pods, such as `ownedBy('shop')`. @default - none */
  readonly labels?: Labels;
  /** What the mesh is called. @default - Istio's own */
  readonly mesh?: Partial<MeshSettings>;
}

/** All settings of an app may be given: those of the images are for the installation alone. */
const guideProps = shape<GuideProps & { readonly images?: Images }>({
  release: istioRelease,
  ingress: ingressCheck,
  namespace: optional(namespaceName),
  injection: optional(injectionCheck),
  bookinfoRegistry: optional(filledText('a registry', "'docker.io/istio'")),
  labels: optional(labelsCheck),
  mesh: optional(someMeshSettings),
  images: optional(imagesCheck),
});

/** The guide's application with its parts, for other charts to name. */
export interface Guide {
  readonly app: App;
  readonly bookinfo: Bookinfo;
  readonly ingress: BookinfoIngress | BookinfoGatewayApiIngress;
  readonly curl: CurlPod;
}

/**
 * The Istio 101 guide as one chart a step, numbered in the order in which they are applied:
 * the namespace, Bookinfo, its way in, and a pod to call it from.
 */
export function buildGuide(props: GuideProps): Guide {
  const {
    release,
    ingress,
    namespace = 'demo',
    injection = Injection.enabled,
    labels = {},
  } = checkedCall('buildGuide', guideProps, props);
  const sample = {
    ...release.bookinfo,
    ...(props.bookinfoRegistry !== undefined && { registry: props.bookinfoRegistry }),
  };
  const app = new App();
  ApiVersions.use(app, release.apiVersions);
  if (props.mesh) MeshSettings.use(app, props.mesh);
  new DemoNamespace(app, '10-namespace', { namespace, injection, labels });
  const bookinfo = new Bookinfo(app, '20-bookinfo', { namespace, sample, labels });
  return {
    app,
    bookinfo,
    ingress:
      ingress.kind === 'gateway-api-ingress'
        ? new BookinfoGatewayApiIngress(app, '30-ingress', { bookinfo, labels })
        : new BookinfoIngress(app, '30-ingress', { bookinfo, ingress, labels }),
    curl: new CurlPod(app, '40-curl', { namespace, labels }),
  };
}

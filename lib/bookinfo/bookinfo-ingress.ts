import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { fault } from '../diagnostics/fault';
import type { IngressGateway } from '../install/ingress-gateway';
import { Gateway } from '../istio/gateway/gateway';
import { Server } from '../istio/gateway/server';
import { gatewayWorkload } from '../istio/references/gateway-workload';
import { HttpRoute } from '../istio/virtual-service/http-route';
import { exactly, startsWith } from '../istio/virtual-service/string-match';
import { VirtualService } from '../istio/virtual-service/virtual-service';
import type { Labels } from '../kubernetes/label-selector';
import { checkedProps } from '../values/construct-props';
import { labels as labelsCheck } from '../values/labels';
import { optional, shape } from '../values/shape';
import { Bookinfo } from './bookinfo';

export interface BookinfoIngressProps {
  readonly bookinfo: Bookinfo;
  /** The gateway that takes the requests from outside the cluster. */
  readonly ingress: IngressGateway;
  /** Labels of every object, not of its pods, such as `ownedBy('shop')`. @default - none */
  readonly labels?: Labels;
}

const bookinfoIngress = shape<BookinfoIngressProps>({
  bookinfo: (value: unknown) =>
    value instanceof Bookinfo
      ? undefined
      : fault('the charts of Bookinfo are expected', value, 'give the Bookinfo that the requests are for'),
  ingress: gatewayWorkload,
  labels: optional(labelsCheck),
});

/**
 * Opens Bookinfo's pages to the outside: `http://<address of the gateway>/productpage`.
 *
 * @see https://istio.io/latest/docs/tasks/traffic-management/ingress/ingress-control/
 */
export class BookinfoIngress extends Chart {
  public readonly gateway: Gateway;
  public readonly routes: VirtualService;

  public constructor(scope: Construct, id: string, props: BookinfoIngressProps) {
    const { bookinfo, ingress, labels = {} } = checkedProps(scope, id, bookinfoIngress, props);
    const { namespace } = bookinfo.productpage;
    super(scope, id, { namespace, labels, disableResourceNameHashes: true });
    this.gateway = new Gateway(this, 'bookinfo-gateway', {
      ingress,
      servers: [Server.http({ hosts: ['*'] })],
    });
    this.routes = new VirtualService(this, 'bookinfo', {
      hosts: ['*'],
      gateways: [this.gateway],
      http: [
        HttpRoute.to(bookinfo.productpage, {
          match: [
            { path: exactly('/productpage') },
            { path: startsWith('/static') },
            { path: exactly('/login') },
            { path: exactly('/logout') },
            { path: startsWith('/api/v1/products') },
          ],
        }),
      ],
    });
  }
}

import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { IngressGateway } from '../install/ingress-gateway';
import { Gateway } from '../istio/gateway/gateway';
import { Server } from '../istio/gateway/server';
import { gatewayWorkload } from '../istio/references/gateway-workload';
import { HttpRoute } from '../istio/virtual-service/http-route';
import { exactly, startsWith } from '../istio/virtual-service/string-match';
import { VirtualService } from '../istio/virtual-service/virtual-service';
import { checkedProps } from '../values/construct-props';
import { shape } from '../values/shape';
import { type BookinfoEntranceProps, entranceShape } from './bookinfo-entrance';

export interface BookinfoIngressProps extends BookinfoEntranceProps {
  /** The gateway that takes the requests from outside the cluster. */
  readonly ingress: IngressGateway;
}

const bookinfoIngress = shape<BookinfoIngressProps>({ ...entranceShape, ingress: gatewayWorkload });

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
    super(scope, id, { namespace, labels });
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

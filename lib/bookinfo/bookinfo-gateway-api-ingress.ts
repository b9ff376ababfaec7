import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { Gateway } from '../gateway-api/gateway/gateway';
import { Listener } from '../gateway-api/gateway/listener';
import { pathPrefix } from '../gateway-api/routes/http-match';
import { HTTPRoute } from '../gateway-api/routes/http-route';
import { exactly } from '../istio/virtual-service/string-match';
import { checkedProps } from '../values/construct-props';
import { type BookinfoEntranceProps, bookinfoEntrance } from './bookinfo-entrance';

/**
 * Opens Bookinfo's pages to the outside as {@link BookinfoIngress} does, by the Gateway API: istiod makes the gateway
 * that `http://<its address>/productpage` is asked of.
 *
 * @see https://istio.io/latest/docs/tasks/traffic-management/ingress/gateway-api/
 */
export class BookinfoGatewayApiIngress extends Chart {
  public readonly gateway: Gateway<'http'>;
  public readonly routes: HTTPRoute;

  public constructor(scope: Construct, id: string, props: BookinfoEntranceProps) {
    const { bookinfo, labels = {} } = checkedProps(scope, id, bookinfoEntrance, props);
    const { namespace } = bookinfo.productpage;
    super(scope, id, { namespace, labels });
    this.gateway = new Gateway(this, 'bookinfo-gateway', {
      listeners: { http: Listener.http({ port: 80, allowedRoutes: { namespaces: 'same' } }) },
    });
    this.routes = new HTTPRoute(this, 'bookinfo', {
      parents: [this.gateway],
      rules: [
        {
          matches: [
            { path: exactly('/productpage') },
            { path: pathPrefix('/static') },
            { path: exactly('/login') },
            { path: exactly('/logout') },
            { path: pathPrefix('/api/v1/products') },
          ],
          backends: [bookinfo.productpage],
        },
      ],
    });
  }
}

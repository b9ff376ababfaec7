import type { Construct, IConstruct } from 'constructs';
import * as generated from '../../../imports/networking.istio.io/virtual-service';
import { within } from '../../diagnostics/fault';
import { list } from '../../values/check';
import { checkedCall } from '../../values/checked-call';
import { defined } from '../../values/defined';
import type { NonEmpty } from '../../values/non-empty';
import { inNamespace } from '../../values/object-name';
import { optional, shape } from '../../values/shape';
import { type IDelegateVirtualService, namedDelegate } from '../references/delegate-ref';
import { type ExportTo, exportTo, renderExportTo } from '../references/export-to';
import { type IstioObjectProps, IstioResource, objectProps, type Plain, resourceKind } from '../resource';
import { renderHttpMatch } from './http-match';
import { type FinalHttpRoute, finalHttpRoute } from './http-route';
import { httpRouteConstructs, renderHttpRoute } from './http-route-render';
import { claimFault, ofEachMatch } from './match-scope';
import { orderFault } from './route-order';

/** Routes for the requests that a VirtualService hands on: its hosts and gateways are that one's. */
export interface DelegateVirtualServiceProps extends IstioObjectProps {
  /** Its routes; a delegate can't hand requests on a second time. */
  readonly http: NonEmpty<FinalHttpRoute>;
  /** @default 'every-namespace' */
  readonly exportTo?: ExportTo;
}

const delegateVirtualService = resourceKind<DelegateVirtualServiceProps, generated.VirtualServiceSpec>({
  generated: generated.VirtualService,
  check: shape<DelegateVirtualServiceProps>(
    { ...objectProps, http: list(finalHttpRoute), exportTo: optional(exportTo) },
    {
      rule: ({ http }) =>
        within(
          'http',
          ofEachMatch(http, claimFault) ??
            orderFault(
              http.map(({ match }) => ({
                decides: true,
                match: match?.map((one) => renderHttpMatch(one, undefined)),
              })),
              [],
            ),
        ),
    },
  ),
  render: ({ http, exportTo }) =>
    defined<Plain<generated.VirtualServiceSpec>>({
      exportTo: exportTo && renderExportTo(exportTo),
      http: http.map((route) => renderHttpRoute(route, undefined)),
    }),
  after: ({ http }) => http.flatMap(httpRouteConstructs),
});

/**
 * Routes that a VirtualService hands some of its requests to with `HttpRoute.delegate`; it has no hosts and no
 * gateways of its own.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#Delegate
 */
export class DelegateVirtualService
  extends IstioResource<DelegateVirtualServiceProps>
  implements IDelegateVirtualService
{
  public readonly kind = 'delegate';
  public readonly construct: IConstruct = this;
  public readonly routes: NonEmpty<FinalHttpRoute>;

  public constructor(scope: Construct, id: string, props: DelegateVirtualServiceProps) {
    super(scope, id, delegateVirtualService, props);
    this.routes = props.http;
  }

  /** Routes that are not described in this app. */
  public static named(name: string, options: { readonly namespace: string }): IDelegateVirtualService {
    checkedCall('DelegateVirtualService.named', inNamespace, options);
    return namedDelegate(name, options.namespace);
  }
}

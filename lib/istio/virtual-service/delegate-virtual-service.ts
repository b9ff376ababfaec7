import type { ApiObject } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import * as generated from '../../../imports/networking.istio.io/virtual-service';
import { defined } from '../../values/defined';
import { checkNamespace } from '../../values/dns-label';
import type { NonEmpty } from '../../values/non-empty';
import type { IDelegateVirtualService } from '../references/delegate-ref';
import { type ExportTo, renderExportTo } from '../references/export-to';
import { checkObjectName, type IstioObjectProps, istioObject, type Plain } from '../resource';
import type { FinalHttpRoute } from './http-route';
import { httpRouteConstructs, renderHttpRoute } from './http-route-render';
import { checkClaims } from './match-scope';
import { checkRouteOrder } from './route-order';

export interface DelegateVirtualServiceProps extends IstioObjectProps {
  /** Its routes; a delegate can't hand requests on a second time. */
  readonly http: NonEmpty<FinalHttpRoute>;
  /** @default 'every-namespace' */
  readonly exportTo?: ExportTo;
}

/**
 * Routes that a VirtualService hands some of its requests to with `HttpRoute.delegate`; it has no hosts and no
 * gateways of its own.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#Delegate
 */
export class DelegateVirtualService extends Construct implements IDelegateVirtualService {
  public readonly name: string;
  public readonly namespace: string | undefined;
  /** The object as it is written, for `addJsonPatch`. */
  public readonly object: ApiObject;
  public readonly construct: IConstruct = this;

  public constructor(scope: Construct, id: string, props: DelegateVirtualServiceProps) {
    super(scope, id);
    checkRouteOrder(this, props.http);
    for (const match of props.http.flatMap(({ match = [] }) => match)) checkClaims(this, match, true);
    const spec = defined<Plain<generated.VirtualServiceSpec>>({
      exportTo: props.exportTo && renderExportTo(props.exportTo),
      http: props.http.map((route) => renderHttpRoute(route, undefined)),
    });
    const after = props.http.flatMap(httpRouteConstructs);
    this.object = istioObject(this, generated.VirtualService, spec, { ...props, after });
    this.name = this.object.name;
    this.namespace = this.object.metadata.namespace;
  }

  /** Routes that are not described in this app. */
  public static named(name: string, options: { readonly namespace: string }): IDelegateVirtualService {
    checkObjectName(name);
    checkNamespace(options.namespace);
    return { name, namespace: options.namespace, construct: undefined };
  }
}

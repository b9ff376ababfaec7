import type { Construct } from 'constructs';
import * as generated from '../../../imports/extensions.istio.io/traffic-extension';
import { shape } from '../../values/shape';
import { namespaceOf, placeFault } from '../references/policy-place';
import type { PolicySubject } from '../references/policy-targets';
import { IstioResource, resourceKind } from '../resource';
import { type AnyExtensionPlace, type ExtensionPlace, extensionPlace, renderPlace } from './extension-place';
import { renderFilter, type TrafficFilter, trafficFilter } from './traffic-filter';

/** What is done to which traffic, and in which proxies. */
export interface TrafficExtensionProps<Subject extends PolicySubject | undefined = PolicySubject | undefined>
  extends ExtensionPlace<Subject> {
  /** What is done to the traffic. */
  readonly filter: TrafficFilter;
}

interface Properties extends AnyExtensionPlace {
  readonly filter: TrafficFilter;
}

const trafficExtension = resourceKind<Properties, generated.TrafficExtensionSpec>({
  generated: generated.TrafficExtension,
  check: shape<Properties>({ ...extensionPlace, filter: trafficFilter }),
  namespace: namespaceOf,
  rule: placeFault,
  render: (props, { mesh }) => ({ ...renderPlace(props, mesh), ...renderFilter(props.filter) }),
});

/**
 * Adds a module of WebAssembly or a script in Lua to the filters of some proxies. Istio 1.30 and newer; before that a
 * {@link WasmPlugin} adds a module, an {@link EnvoyFilter} a script.
 *
 * @example
 * new TrafficExtension(this, 'who-served', {
 *   workload: productpage,
 *   match: [{ direction: 'server', ports: [9080] }],
 *   filter: TrafficFilter.lua(`function envoy_on_response(handle)
 *     handle:headers():add('x-served-by', 'productpage')
 *   end`),
 * });
 * @throws ConfigError for a release that does not have the kind, a script of more than 64 KiB, a workload of another
 *   namespace
 * @see https://istio.io/latest/docs/reference/config/proxy_extensions/traffic_extension/
 */
export class TrafficExtension<
  const Subject extends PolicySubject | undefined = undefined,
> extends IstioResource<Properties> {
  public constructor(scope: Construct, id: string, props: TrafficExtensionProps<Subject>) {
    super(scope, id, trafficExtension, props as Properties);
  }
}

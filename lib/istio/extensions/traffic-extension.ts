import type { Construct } from 'constructs';
import * as generated from '../../../imports/extensions.istio.io/traffic-extension';
import { shape } from '../../values/shape';
import { foreignSubject, unreadSubject } from '../references/policy-targets';
import { IstioResource, resourceKind } from '../resource';
import { type ExtensionPlace, extensionPlace, renderPlace } from './extension-place';
import { renderFilter, type TrafficFilter, trafficFilter } from './traffic-filter';

export interface TrafficExtensionProps extends ExtensionPlace {
  /** What is done to the traffic. */
  readonly filter: TrafficFilter;
}

const trafficExtension = resourceKind<TrafficExtensionProps, generated.TrafficExtensionSpec>({
  generated: generated.TrafficExtension,
  check: shape<TrafficExtensionProps>({ ...extensionPlace, filter: trafficFilter }),
  rule: (props, place) => foreignSubject(props, place) ?? unreadSubject(props),
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
export class TrafficExtension extends IstioResource<TrafficExtensionProps> {
  public constructor(scope: Construct, id: string, props: TrafficExtensionProps) {
    super(scope, id, trafficExtension, props);
  }
}

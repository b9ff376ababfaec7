import type { Construct } from 'constructs';
import * as generated from '../../../imports/networking.istio.io/envoy-filter';
import type { Fault } from '../../diagnostics/fault';
import { list } from '../../values/check';
import { count } from '../../values/count';
import { defined } from '../../values/defined';
import type { NonEmpty } from '../../values/non-empty';
import { optional, shape } from '../../values/shape';
import { sidecarlessFault } from '../references/namespace-ref';
import {
  foreignSubject,
  isPolicyTargets,
  type PolicySubject,
  policySubject,
  renderSubject,
} from '../references/policy-targets';
import {
  type IstioObjectProps,
  IstioResource,
  type ObjectPlace,
  objectProps,
  type Plain,
  resourceKind,
} from '../resource';
import { type ConfigPatch, configPatch, renderConfigPatch } from './config-patch';

/** Patches of what istiod makes for Envoy, and for which proxies. */
export interface EnvoyFilterProps extends IstioObjectProps {
  /**
   * The pods or objects whose proxies are patched, in its own namespace.
   * @default - all of its namespace; in the root namespace, all of the mesh
   */
  readonly workload?: PolicySubject;
  /** The changes, in their order. */
  readonly configPatches: NonEmpty<ConfigPatch>;
  /** Lower ones are carried out first; those of the root namespace before all others. @default 0 */
  readonly priority?: number;
}

type Rendered = Plain<generated.EnvoyFilterSpec>;

const envoyFilter = resourceKind<EnvoyFilterProps, generated.EnvoyFilterSpec>({
  generated: generated.EnvoyFilter,
  check: shape<EnvoyFilterProps>({
    ...objectProps,
    workload: optional(policySubject),
    configPatches: list(configPatch),
    priority: optional(count(-(2 ** 31))),
  }),
  rule: (props, place) => foreignSubject(props, place) ?? patchedFault(props.workload, place),
  render: ({ workload, configPatches, priority }, { mesh, namespace }) => {
    const { selector, ...targets } = renderSubject(workload, mesh);
    return defined<Rendered>({
      ...targets,
      workloadSelector: selector && { labels: selector.matchLabels },
      configPatches: configPatches.map((patch) => renderConfigPatch(patch, namespace)),
      priority,
    });
  },
});

/** For all of a namespace it may be meant for a gateway that lies there. */
function patchedFault(workload: PolicySubject | undefined, place: ObjectPlace): Fault | undefined {
  return workload === undefined || isPolicyTargets(workload) ? undefined : sidecarlessFault(workload, place);
}

/**
 * Changes what istiod makes for Envoy, for what no other kind can say; it depends on the release more than all others.
 * What istiod would ignore is refused: an operation that a part does not take, a match that the operation does not
 * look at.
 *
 * @example
 * new EnvoyFilter(this, 'lua', {
 *   workload: productpage,
 *   configPatches: [
 *     ConfigPatch.httpFilter({
 *       match: { context: 'sidecar-inbound', filter: 'envoy.filters.http.router' },
 *       patch: EnvoyPatch.insertBefore({
 *         name: 'envoy.filters.http.lua',
 *         typed_config: {
 *           '@type': 'type.googleapis.com/envoy.extensions.filters.http.lua.v3.Lua',
 *           default_source_code: { inline_string: 'function envoy_on_request(request) end' },
 *         },
 *       }),
 *     }),
 *   ],
 * });
 * @throws ConfigError for what istiod ignores, a workload of another namespace
 * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/
 */
export class EnvoyFilter extends IstioResource<EnvoyFilterProps> {
  public constructor(scope: Construct, id: string, props: EnvoyFilterProps) {
    super(scope, id, envoyFilter, props);
  }
}

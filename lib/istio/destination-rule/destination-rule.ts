import type { Construct } from 'constructs';
import * as generated from '../../../imports/networking.istio.io/destination-rule';
import { ConfigError, refuse } from '../../diagnostics/error';
import { type Fault, fault, within } from '../../diagnostics/fault';
import { suggest } from '../../diagnostics/nearest-name';
import { record, textOr } from '../../values/check';
import { defined } from '../../values/defined';
import { dnsLabelName } from '../../values/dns-label';
import { dnsName, type HostName } from '../../values/host-name';
import { optional, shape } from '../../values/shape';
import { Destination, portChoice } from '../references/destination';
import { type ExportTo, exportTo, renderExportTo } from '../references/export-to';
import { type AnyMeshService, hostOf, MeshService, meshService, portFault } from '../references/mesh-service';
import { foreignWorkload, type IWorkload, workload } from '../references/workload';
import {
  type IstioObjectProps,
  IstioResource,
  type ObjectPlace,
  objectProps,
  type Plain,
  resourceKind,
} from '../resource';
import { isSubsetWithPolicy, type Subset, subset } from './subset';
import { localityFault, renderTrafficPolicy, type TrafficPolicy, trafficPolicy } from './traffic-policy';

/** What clients are told of a service: how to treat it, and its subsets. */
export interface DestinationRuleProps<Subsets extends string, Port extends string = string>
  extends IstioObjectProps {
  /** The service whose traffic this is about; a wildcard stands for all below a domain. */
  readonly host: AnyMeshService<Port> | HostName;
  /** @default - Istio's own: mTLS where both sides can, least request, no limits */
  readonly trafficPolicy?: TrafficPolicy;
  /** Name to labels, or to {@link Subset.labelled} for one with a policy of its own. */
  readonly subsets?: Readonly<Record<Subsets, Subset>>;
  /** The clients that the rule is for, in its own namespace. @default - all clients */
  readonly workload?: IWorkload;
  /** Only `own-namespace` where a workload is given. @default 'every-namespace' */
  readonly exportTo?: ExportTo;
}

type Properties = DestinationRuleProps<string>;

const subsetName = dnsLabelName('the name of a subset');

const destinationRule = resourceKind<Properties, generated.DestinationRuleSpec>({
  generated: generated.DestinationRule,
  check: shape<Properties>(
    {
      ...objectProps,
      host: textOr(dnsName, meshService),
      trafficPolicy: optional(trafficPolicy),
      subsets: optional(record(subset, { name: subsetName })),
      workload: optional(workload),
      exportTo: optional(exportTo),
    },
    { rule: policiesFault },
  ),
  rule: clientsFault,
  render: (props) =>
    defined<Plain<generated.DestinationRuleSpec>>({
      host: hostOf(props.host),
      exportTo: props.exportTo && renderExportTo(props.exportTo),
      workloadSelector: props.workload && { matchLabels: { ...props.workload.labels } },
      trafficPolicy: props.trafficPolicy && renderTrafficPolicy(props.trafficPolicy),
      subsets:
        props.subsets && Object.entries(props.subsets).map(([name, subset]) => renderSubset(name, subset)),
    }),
});

/**
 * Says how clients treat a service, and names parts of it that routes can choose.
 *
 * @example
 * const versions = new DestinationRule(this, 'reviews', {
 *   host: reviews, subsets: { v1: { version: 'v1' }, v2: { version: 'v2' } },
 * });
 * HttpRoute.to(versions.subset('v1'));
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/
 */
export class DestinationRule<
  const Subsets extends string = never,
  Port extends string = string,
> extends IstioResource<Properties> {
  private readonly service: AnyMeshService;
  private readonly subsetNames: readonly string[];

  public constructor(scope: Construct, id: string, props: DestinationRuleProps<Subsets, Port>) {
    super(scope, id, destinationRule, props);
    this.service = typeof props.host === 'string' ? MeshService.named(props.host) : props.host;
    this.subsetNames = Object.keys(props.subsets ?? {});
  }

  /**
   * One of the subsets as the destination of a route, which is then applied after this rule.
   *
   * @param options.port the name of the service's port; may be left out where it has only one
   */
  public subset(name: Subsets, options: { readonly port?: NoInfer<Port> } = {}): Destination {
    if (!this.subsetNames.includes(name)) {
      throw new ConfigError({
        at: this,
        problem: 'the rule has no such subset',
        got: name,
        instead: suggest(name, this.subsetNames),
      });
    }
    refuse(this, portChoice(options) ?? portFault(this.service, options.port));
    return { ...Destination.of(this.service, options), subset: name, rule: this };
  }
}

function policiesFault({ trafficPolicy, subsets = {} }: Properties): Fault | undefined {
  const whole = trafficPolicy && within('trafficPolicy', localityFault(trafficPolicy));
  if (whole) return whole;
  for (const [name, subset] of Object.entries(subsets)) {
    if (!isSubsetWithPolicy(subset) || !subset.trafficPolicy) continue;
    const found = localityFault(subset.trafficPolicy, trafficPolicy);
    if (found) return within('subsets', within(name, within('trafficPolicy', found)));
  }
  return undefined;
}

/** Istio takes the clients of a rule from its own namespace, and refuses to export such a rule. */
function clientsFault({ workload, exportTo }: Properties, place: ObjectPlace): Fault | undefined {
  if (!workload) return undefined;
  const exported = exportTo === undefined ? [] : renderExportTo(exportTo);
  if (exported.some((name) => name !== '.' && name !== place.namespace)) {
    return within(
      'exportTo',
      fault(
        'a rule for some workloads is for its own namespace only',
        exportTo,
        "write 'own-namespace' or leave exportTo out",
      ),
    );
  }
  return foreignWorkload(workload, place);
}

type RenderedSubset = Plain<generated.DestinationRuleSpecSubsets>;

function renderSubset(name: string, subset: Subset): RenderedSubset {
  if (!isSubsetWithPolicy(subset)) return { name, labels: { ...subset } };
  const { labels, trafficPolicy } = subset;
  return {
    name,
    ...(Object.keys(labels).length > 0 && { labels: { ...labels } }),
    ...(trafficPolicy && { trafficPolicy: renderTrafficPolicy(trafficPolicy) }),
  };
}

import { type ApiObject, Chart } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import * as generated from '../../../imports/networking.istio.io/destination-rule';
import { ConfigError } from '../../diagnostics/error';
import { suggest } from '../../diagnostics/nearest-name';
import { defined } from '../../values/defined';
import { isDnsLabel } from '../../values/dns-label';
import { checkDnsName } from '../../values/host-name';
import { checkLabels } from '../../values/labels';
import { Destination } from '../references/destination';
import { type ExportTo, renderExportTo } from '../references/export-to';
import { hostOf, type IMeshService, type MeshHost, MeshService } from '../references/mesh-service';
import { checkWorkloadNamespace, type IWorkload } from '../references/workload';
import { type IstioObjectProps, istioObject, type Plain } from '../resource';
import { isSubsetWithPolicy, type Subset } from './subset';
import { renderTrafficPolicy, type TrafficPolicy } from './traffic-policy';

export interface DestinationRuleProps<Subsets extends string> extends IstioObjectProps {
  /** The service whose traffic this is about; a wildcard stands for all below a domain. */
  readonly host: MeshHost;
  /** @default - Istio's own: mTLS where both sides can, least request, no limits */
  readonly trafficPolicy?: TrafficPolicy;
  /** Name to labels, or to {@link Subset.labelled} for one with a policy of its own. */
  readonly subsets?: Readonly<Record<Subsets, Subset>>;
  /** The clients that the rule is for, in its own namespace. @default - all clients */
  readonly workload?: IWorkload;
  /** Only `own-namespace` where a workload is given. @default 'every-namespace' */
  readonly exportTo?: ExportTo;
}

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
export class DestinationRule<const Subsets extends string = never> extends Construct {
  public readonly name: string;
  public readonly namespace: string | undefined;
  /** The object as it is written, for `addJsonPatch`. */
  public readonly object: ApiObject;
  private readonly service: IMeshService;
  private readonly subsetNames: readonly string[];

  public constructor(scope: Construct, id: string, props: DestinationRuleProps<Subsets>) {
    super(scope, id);
    const subsets: [string, Subset][] = Object.entries(props.subsets ?? {});
    const host = hostOf(props.host);
    checkDnsName(host, 'the host of a DestinationRule');
    for (const [name, subset] of subsets) this.checkSubset(name, subset);
    if (props.workload) this.checkClients(props.workload, props);

    const spec = defined<Plain<generated.DestinationRuleSpec>>({
      host,
      exportTo: props.exportTo && renderExportTo(props.exportTo),
      workloadSelector: props.workload && { matchLabels: { ...props.workload.labels } },
      trafficPolicy: props.trafficPolicy && renderTrafficPolicy(props.trafficPolicy),
      subsets:
        props.subsets && subsets.map(([name, subset]) => renderSubset(name, subset, props.trafficPolicy)),
    });
    this.service = typeof props.host === 'string' ? MeshService.named(props.host) : props.host;
    this.subsetNames = subsets.map(([name]) => name);
    const after: IConstruct[] = this.service.construct ? [this.service.construct] : [];
    this.object = istioObject(this, generated.DestinationRule, spec, { ...props, after });
    this.name = this.object.name;
    this.namespace = this.object.metadata.namespace;
  }

  /**
   * One of the subsets as the destination of a route, which is then applied after this rule.
   *
   * @param options.port the name of the service's port; may be left out where it has only one
   */
  public subset(name: Subsets, options: { readonly port?: string } = {}): Destination {
    if (!this.subsetNames.includes(name)) {
      throw new ConfigError({
        at: this.node.path,
        problem: 'the rule has no such subset',
        got: name,
        instead: suggest(name, this.subsetNames),
      });
    }
    const destination = Destination.of(this.service, options);
    return { ...destination, subset: name, constructs: [...destination.constructs, this] };
  }

  private checkSubset(name: string, subset: Subset): void {
    if (!isDnsLabel(name)) {
      throw new ConfigError({
        at: this.node.path,
        problem: 'a subset is named by a DNS label',
        got: name,
        instead: "use lower-case letters, digits and dashes, such as 'v1'",
      });
    }
    if (isSubsetWithPolicy(subset)) return;
    if (Object.keys(subset).length === 0) {
      throw new ConfigError({
        at: this.node.path,
        problem: `the subset '${name}' has no labels`,
        got: subset,
        instead: "write for example { version: 'v1' }, or Subset.wholeService() where that is meant",
      });
    }
    checkLabels(subset, `the subset '${name}'`);
  }

  /** Istio takes the clients of a rule from its own namespace, and refuses to export such a rule. */
  private checkClients(workload: IWorkload, { metadata, exportTo }: DestinationRuleProps<Subsets>): void {
    const namespace = metadata?.namespace ?? Chart.of(this).namespace;
    checkWorkloadNamespace(this, workload, namespace);
    const exported = exportTo === undefined ? [] : renderExportTo(exportTo);
    if (exported.some((name) => name !== '.' && name !== namespace)) {
      throw new ConfigError({
        at: this.node.path,
        problem: 'a rule for some workloads is for its own namespace only',
        got: exportTo,
        instead: "write 'own-namespace' or leave exportTo out",
      });
    }
  }
}

type RenderedSubset = Plain<generated.DestinationRuleSpecSubsets>;

function renderSubset(name: string, subset: Subset, whole: TrafficPolicy | undefined): RenderedSubset {
  if (!isSubsetWithPolicy(subset)) return { name, labels: { ...subset } };
  const { labels, trafficPolicy } = subset;
  return {
    name,
    ...(Object.keys(labels).length > 0 && { labels: { ...labels } }),
    ...(trafficPolicy && { trafficPolicy: renderTrafficPolicy(trafficPolicy, whole) }),
  };
}

import { Construct } from 'constructs';
import * as generated from '../../../imports/telemetry.istio.io/telemetry';
import { defined } from '../../values/defined';
import type { AtLeastOne, NonEmpty } from '../../values/non-empty';
import type { PolicyTargets } from '../references/policy-targets';
import type { IWorkload } from '../references/workload';
import { type IstioObjectProps, istioObject, type Plain } from '../resource';
import { type AccessLogging, checkAccessLogging, renderAccessLogging } from './access-logging';
import { type Metrics, renderMetrics } from './metrics';
import { checkTracing, renderTracing, type Tracing } from './tracing';

/** What a Telemetry can say; each as a list, of which Istio uses those that fit the traffic. */
export interface TelemetryRules {
  readonly tracing: NonEmpty<Tracing>;
  readonly metrics: NonEmpty<Metrics>;
  readonly accessLogging: NonEmpty<AccessLogging>;
}

export type TelemetryProps = IstioObjectProps &
  AtLeastOne<TelemetryRules> & {
    /**
     * The pods or objects that it is for, in its own namespace.
     * @default - all of its namespace; in the root namespace, all of the mesh
     */
    readonly workload?: IWorkload | PolicyTargets;
  };

/**
 * Decides which spans, metrics and access logs the proxies of some workloads send, and where to.
 *
 * @example
 * new Telemetry(this, 'mesh-default', { tracing: [{ provider: jaeger, sampling: 10 }] });
 * @throws ConfigError for a sampling outside of 0 to 100 percent, or an empty expression
 * @see https://istio.io/latest/docs/reference/config/telemetry/
 */
export class Telemetry extends Construct {
  public readonly name: string;
  public readonly namespace: string | undefined;

  public constructor(scope: Construct, id: string, props: TelemetryProps) {
    super(scope, id);
    const { tracing, metrics, accessLogging }: Partial<TelemetryRules> = props;
    tracing?.forEach(checkTracing);
    accessLogging?.forEach(checkAccessLogging);
    const spec = defined<Plain<generated.TelemetrySpec>>({
      ...(props.workload && renderWorkload(props.workload)),
      tracing: tracing?.map(renderTracing),
      metrics: metrics?.map(renderMetrics),
      accessLogging: accessLogging?.map(renderAccessLogging),
    });
    const object = istioObject(this, generated.Telemetry, spec, props);
    this.name = object.name;
    this.namespace = object.metadata.namespace;
  }
}

function renderWorkload(workload: IWorkload | PolicyTargets) {
  return 'targets' in workload
    ? { targetRefs: workload.targets.map((target) => ({ ...target })) }
    : { selector: { matchLabels: { ...workload.labels } } };
}

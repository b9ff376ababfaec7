import type { Construct } from 'constructs';
import * as generated from '../../../imports/telemetry.istio.io/telemetry';
import { list } from '../../values/check';
import { defined } from '../../values/defined';
import type { AtLeastOne, NonEmpty } from '../../values/non-empty';
import { optional, shape } from '../../values/shape';
import {
  type AnyPlace,
  namespaceOf,
  type PolicyPlace,
  placeProps,
  readPlaceFault,
} from '../references/policy-place';
import { type PolicySubject, renderSubject } from '../references/policy-targets';
import { IstioResource, objectProps, type Plain, resourceKind } from '../resource';
import { type AccessLogging, accessLogging, renderAccessLogging } from './access-logging';
import { type Metrics, metrics, renderMetrics } from './metrics';
import { renderTracing, type Tracing, tracing } from './tracing';

/** What a Telemetry can say; each as a list, of which Istio uses those that fit the traffic. */
export interface TelemetryRules {
  readonly tracing: NonEmpty<Tracing>;
  readonly metrics: NonEmpty<Metrics>;
  readonly accessLogging: NonEmpty<AccessLogging>;
}

/** What proxies tell of the traffic, and those of which workloads; at least one of traces, metrics and logs. */
export type TelemetryProps<Subject extends PolicySubject | undefined = PolicySubject | undefined> =
  AtLeastOne<TelemetryRules> & PolicyPlace<Subject>;

type Properties = Partial<TelemetryRules> & AnyPlace;

const telemetry = resourceKind<Properties, generated.TelemetrySpec>({
  generated: generated.Telemetry,
  check: shape<Properties>(
    {
      ...objectProps,
      ...placeProps,
      tracing: optional(list(tracing)),
      metrics: optional(list(metrics)),
      accessLogging: optional(list(accessLogging)),
    },
    { atLeastOne: ['tracing', 'metrics', 'accessLogging'] },
  ),
  namespace: namespaceOf,
  rule: readPlaceFault,
  render: (props, { mesh }) =>
    defined<Plain<generated.TelemetrySpec>>({
      ...renderSubject(props.workload, mesh),
      tracing: props.tracing?.map(renderTracing),
      metrics: props.metrics?.map(renderMetrics),
      accessLogging: props.accessLogging?.map(renderAccessLogging),
    }),
});

/**
 * Decides which spans, metrics and access logs the proxies of some workloads send, and where to.
 *
 * @example
 * new Telemetry(this, 'mesh-default', { tracing: [{ provider: jaeger, sampling: 10 }] });
 * @throws ConfigError for a sampling outside of 0 to 100 percent, an expression that is not CEL, a workload of
 *   another namespace
 * @see https://istio.io/latest/docs/reference/config/telemetry/
 */
export class Telemetry<
  const Subject extends PolicySubject | undefined = undefined,
> extends IstioResource<Properties> {
  public constructor(scope: Construct, id: string, props: TelemetryProps<Subject>) {
    super(scope, id, telemetry, props as Properties);
  }
}

import { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  GatewayApiGateway,
  type MetricOverride,
  MetricTag,
  type NonEmpty,
  PolicyTargets,
  SpanTag,
  Telemetry,
  TelemetryProvider,
  Workload,
} from '../../../lib/istio';

const { prometheus, envoy } = TelemetryProvider;
const jaeger = TelemetryProvider.named('jaeger');
const directions = ['client', 'server', 'client-and-server'] as const;
const metrics = [
  'all',
  'request-count',
  'request-duration',
  'request-size',
  'response-size',
  'tcp-opened-connections',
  'tcp-closed-connections',
  'tcp-sent-bytes',
  'tcp-received-bytes',
  'grpc-request-messages',
  'grpc-response-messages',
] as const;

/** Telemetry of workloads and of waypoints, with every direction, metric and tag. */
export function telemetry(scope: Construct): void {
  const changed: NonEmpty<MetricOverride> = [
    { metric: { custom: 'my_total' }, enabled: false },
    { tags: { request_host: MetricTag.set('request.host'), request_protocol: MetricTag.removed } },
    ...directions.map((direction): MetricOverride => ({ direction, enabled: true })),
    ...metrics.map((metric): MetricOverride => ({ metric, enabled: true })),
  ];
  new Telemetry(scope, 'telemetry', {
    workload: Workload.labelled({ app: 'reviews' }),
    tracing: [
      {
        provider: jaeger,
        sampling: 12.5,
        report: false,
        propagate: true,
        istioTags: true,
        useRequestId: false,
        tags: {
          literal: SpanTag.literal('eu'),
          environment: SpanTag.environment('POD_NAME', { otherwise: 'none' }),
          header: SpanTag.header('end-user', { otherwise: 'nobody' }),
          formatted: SpanTag.formatted('%REQ(:path)%'),
        },
      },
      { direction: 'client', report: true },
      { direction: 'server', report: true },
      { direction: 'client-and-server', report: true },
    ],
    metrics: [{ providers: [prometheus], overrides: changed, reportingInterval: Duration.seconds(10) }],
    accessLogging: [
      { providers: [envoy], direction: 'client', enabled: true, filter: 'response.code >= 400' },
      { direction: 'server', enabled: false },
      { direction: 'client-and-server', enabled: true },
    ],
  });
  new Telemetry(scope, 'telemetry-of-waypoints', {
    workload: PolicyTargets.of(GatewayApiGateway.named('waypoint', { namespace: 'demo' })),
    accessLogging: [{ providers: [envoy] }],
  });
}

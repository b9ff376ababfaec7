import type { Construct } from 'constructs';
import {
  MetricTag,
  PolicyTargets,
  Telemetry,
  TelemetryProvider,
  Workload,
  waypointClass,
} from '../../lib/istio';

declare const scope: Construct;

// @ts-expect-error a Telemetry that says nothing changes nothing
new Telemetry(scope, 'telemetry', {});

// @ts-expect-error a list of rules has at least one
new Telemetry(scope, 'telemetry', { tracing: [] });

// @ts-expect-error a provider is an object, so that it can't be a name that the mesh does not know
new Telemetry(scope, 'telemetry', { tracing: [{ provider: 'jaeger' }] });

// @ts-expect-error spans go to one provider: Istio supports no more
new Telemetry(scope, 'telemetry', { tracing: [{ providers: [TelemetryProvider.named('a')] }] });

// @ts-expect-error an override that changes nothing is none
new Telemetry(scope, 'telemetry', { metrics: [{ overrides: [{ metric: 'request-count' }] }] });

// @ts-expect-error not a metric of Istio's
new Telemetry(scope, 'telemetry', { metrics: [{ overrides: [{ metric: 'requests', enabled: false }] }] });

// @ts-expect-error a tag that is removed has no value
MetricTag.removed satisfies MetricTag & { expression: string };

// @ts-expect-error it is attached to something
PolicyTargets.of();

// @ts-expect-error an object, so that it can't be a name that nobody has
PolicyTargets.of('waypoint');

new Telemetry(scope, 'telemetry', {
  // @ts-expect-error either labels or names choose what it is for
  workload: [Workload.labelled({ app: 'a' }), PolicyTargets.of(waypointClass)],
  tracing: [{ sampling: 1 }],
});

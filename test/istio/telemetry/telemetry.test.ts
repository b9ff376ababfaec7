import { App, Chart, Duration, JsonPatch, Testing } from 'cdk8s';
import { GatewayApiGateway, PolicyTargets } from '../../../lib/istio';
import { Workload } from '../../../lib/istio/references/workload';
import { MetricTag } from '../../../lib/istio/telemetry/metrics';
import { SpanTag } from '../../../lib/istio/telemetry/span-tag';
import { Telemetry, type TelemetryProps } from '../../../lib/istio/telemetry/telemetry';
import { TelemetryProvider } from '../../../lib/istio/telemetry/telemetry-provider';
import { ApiVersions, newestApiVersions } from '../../../lib/release/api-versions';
import { errorOf } from '../../error-of';

function rendered(props: TelemetryProps) {
  const chart = new Chart(new App(), 'chart', { namespace: 'istio-system' });
  new Telemetry(chart, 'mesh-default', props);
  const [object] = Testing.synth(chart);
  return object;
}

const jaeger = TelemetryProvider.named('jaeger');

test('A Telemetry of the whole mesh names one provider and how much is traced', () => {
  expect(rendered({ tracing: [{ provider: jaeger, sampling: 100 }] })).toEqual({
    apiVersion: 'telemetry.istio.io/v1',
    kind: 'Telemetry',
    metadata: { name: 'mesh-default', namespace: 'istio-system' },
    spec: { tracing: [{ providers: [{ name: 'jaeger' }], randomSamplingPercentage: 100 }] },
  });
});

test('It is written at the apiVersion of the chosen release', () => {
  const app = new App();
  ApiVersions.use(app, { ...newestApiVersions, Telemetry: 'telemetry.istio.io/v1alpha1' });
  const chart = new Chart(app, 'chart');
  new Telemetry(chart, 'mesh-default', { tracing: [{ provider: jaeger }] });
  expect(Testing.synth(chart)[0].apiVersion).toBe('telemetry.istio.io/v1alpha1');
});

test('Everything that tracing can say is written as Istio has it', () => {
  const { spec } = rendered({
    workload: Workload.labelled({ app: 'reviews' }),
    tracing: [
      {
        provider: jaeger,
        direction: 'server',
        sampling: 0.5,
        report: false,
        propagate: false,
        istioTags: false,
        useRequestId: true,
        tags: {
          zone: SpanTag.literal('eu'),
          pod: SpanTag.environment('POD_NAME', { otherwise: 'none' }),
          user: SpanTag.header('end-user'),
          path: SpanTag.formatted('%REQ(:path)%'),
        },
      },
    ],
  });
  expect(spec).toEqual({
    selector: { matchLabels: { app: 'reviews' } },
    tracing: [
      {
        match: { mode: 'SERVER' },
        providers: [{ name: 'jaeger' }],
        randomSamplingPercentage: 0.5,
        disableSpanReporting: true,
        disableContextPropagation: true,
        enableIstioTags: false,
        useRequestIdForTraceSampling: true,
        customTags: {
          zone: { literal: { value: 'eu' } },
          pod: { environment: { name: 'POD_NAME', defaultValue: 'none' } },
          user: { header: { name: 'end-user' } },
          path: { formatter: { value: '%REQ(:path)%' } },
        },
      },
    ],
  });
});

test('Turning something on again is written: it undoes what is inherited', () => {
  const { spec } = rendered({
    tracing: [{ report: true, propagate: true }],
    accessLogging: [{ enabled: true }],
  });
  expect(spec).toEqual({
    tracing: [{ disableSpanReporting: false, disableContextPropagation: false }],
    accessLogging: [{ disabled: false }],
  });
});

test('Metrics can be turned off, and get, lose and change labels', () => {
  const { spec } = rendered({
    metrics: [
      {
        providers: [TelemetryProvider.prometheus],
        reportingInterval: Duration.seconds(10),
        overrides: [
          { metric: 'request-size', direction: 'client', enabled: false },
          { metric: { custom: 'my_total' }, enabled: true },
          { tags: { host: MetricTag.set('request.host'), request_protocol: MetricTag.removed } },
        ],
      },
    ],
  });
  expect(spec).toEqual({
    metrics: [
      {
        providers: [{ name: 'prometheus' }],
        reportingInterval: '10s',
        overrides: [
          { match: { metric: 'REQUEST_SIZE', mode: 'CLIENT' }, disabled: true },
          { match: { customMetric: 'my_total' }, disabled: false },
          {
            tagOverrides: {
              host: { operation: 'UPSERT', value: 'request.host' },
              request_protocol: { operation: 'REMOVE' },
            },
          },
        ],
      },
    ],
  });
});

test('Access logs are written where and when they are asked for', () => {
  const { spec } = rendered({
    accessLogging: [
      {
        providers: [TelemetryProvider.envoy],
        direction: 'client-and-server',
        filter: 'response.code >= 400',
      },
    ],
  });
  expect(spec).toEqual({
    accessLogging: [
      {
        match: { mode: 'CLIENT_AND_SERVER' },
        providers: [{ name: 'envoy' }],
        filter: { expression: 'response.code >= 400' },
      },
    ],
  });
});

test('It is attached to objects', () => {
  const waypoint = GatewayApiGateway.named('waypoint', { namespace: 'istio-system' });
  expect(
    rendered({ workload: PolicyTargets.of(waypoint), accessLogging: [{ enabled: false }] }).spec.targetRefs,
  ).toEqual([{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'waypoint' }]);
});

test('rejects a sampling that is no percentage', () => {
  expect(() => rendered({ tracing: [{}, { sampling: 101 }] })).toThrow(
    errorOf(
      'chart/mesh-default: tracing[1].sampling: a percentage from 0 to 100 is expected, got 101; write for example 12.5',
    ),
  );
});

test('rejects a workload of another namespace, which its selector would not find', () => {
  const workload = Workload.labelled({ region: 'a' }, { namespace: 'shop' });
  expect(() => rendered({ workload, tracing: [{ sampling: 1 }] })).toThrow(
    errorOf(
      "chart/mesh-default: workload: the object is for workloads of its own namespace, which is 'istio-system', got 'shop'; put it into a chart of the namespace 'shop'",
    ),
  );
});

test('has the object as it is written', () => {
  const chart = new Chart(new App(), 'chart');
  const telemetry = new Telemetry(chart, 'mesh-default', { tracing: [{ sampling: 1 }] });
  telemetry.object.addJsonPatch(JsonPatch.add('/spec/newField', true));
  expect(Testing.synth(chart)[0].spec.newField).toBe(true);
});

test.each<[TelemetryProps, string]>([
  [
    { tracing: [{ provider: TelemetryProvider.named('') }] },
    'tracing[0].provider.name: the name of a provider is some text',
  ],
  [{ tracing: [{ provider: { kind: 'gateway', name: 'a' } as never }] }, 'a telemetry provider is expected'],
  [
    { tracing: [{ tags: { a: SpanTag.literal('') } }] },
    "tracing[0].tags.a.value: a tag is some text, got ''",
  ],
  [{ tracing: [{ tags: { a: SpanTag.header('') } }] }, 'tracing[0].tags.a.name'],
  [{ tracing: [{ tags: { a: SpanTag.environment('') } }] }, 'tracing[0].tags.a.name'],
  [{ tracing: [{ tags: { a: SpanTag.formatted('') } }] }, 'tracing[0].tags.a.format'],
  [
    { tracing: [{ tags: { '': SpanTag.literal('x') } }] },
    "tracing[0].tags['']: the name of a tag is some text",
  ],
  [
    { tracing: [{ tags: { constructor: SpanTag.literal('x') } as never }] },
    "tracing[0].tags.constructor: cdk8s can not write this name, got 'constructor'",
  ],
  [
    { metrics: [{ overrides: [{ tags: { a: MetricTag.set(' ') } }] }] },
    'metrics[0].overrides[0].tags.a.expression: an expression in CEL is expected',
  ],
  [
    { metrics: [{ overrides: [{ metric: { custom: '' }, enabled: true }] }] },
    'overrides[0].metric.custom: the name',
  ],
  [{ metrics: [{ overrides: [{ tags: { '': MetricTag.removed } }] }] }, "tags['']: the name of a label"],
  [{ metrics: [{ reportingInterval: Duration.days(365 * 293) }] }, 'Istio keeps no more than 292 years'],
  [{ accessLogging: [{ filter: '' }] }, 'accessLogging[0].filter: an expression in CEL is expected'],
  [{ accessLogging: [{ filter: "response.code >= 400 or xds.cluster_name == 'x'" }] }, 'CEL has && and ||'],
])('rejects what Istio does not take (%#)', (props, problem) => {
  expect(() => rendered(props)).toThrow(problem);
});

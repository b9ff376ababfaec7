import { Chart, Duration, Testing } from 'cdk8s';
import { PolicyTargets } from '../../../lib/istio/references/policy-targets';
import { Workload } from '../../../lib/istio/references/workload';
import { MetricTag } from '../../../lib/istio/telemetry/metrics';
import { SpanTag } from '../../../lib/istio/telemetry/span-tag';
import { Telemetry, type TelemetryProps } from '../../../lib/istio/telemetry/telemetry';
import { TelemetryProvider } from '../../../lib/istio/telemetry/telemetry-provider';
import { ApiVersions, newestApiVersions } from '../../../lib/release/api-versions';

function rendered(props: TelemetryProps) {
  const chart = new Chart(Testing.app(), 'chart', { namespace: 'istio-system' });
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
  const app = Testing.app();
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

test('It is attached to gateways and to what waypoints serve by name', () => {
  const attached = (workload: PolicyTargets) =>
    rendered({ workload, accessLogging: [{ enabled: false }] }).spec.targetRefs;
  expect(attached(PolicyTargets.gateways('waypoint', 'edge'))).toEqual([
    { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'waypoint' },
    { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'edge' },
  ]);
  expect(attached(PolicyTargets.gatewayClasses('istio-waypoint'))).toEqual([
    { group: 'gateway.networking.k8s.io', kind: 'GatewayClass', name: 'istio-waypoint' },
  ]);
  expect(attached(PolicyTargets.services('reviews'))).toEqual([
    { group: '', kind: 'Service', name: 'reviews' },
  ]);
  expect(attached(PolicyTargets.serviceEntries('api'))).toEqual([
    { group: 'networking.istio.io', kind: 'ServiceEntry', name: 'api' },
  ]);
});

test('rejects a sampling that is no percentage', () => {
  expect(() => rendered({ tracing: [{ sampling: 101 }] })).toThrow(
    'the sampling of traces must be a percentage from 0 to 100, got 101; write for example 12.5',
  );
});

test('rejects names, values and expressions that are empty', () => {
  expect(() => TelemetryProvider.named('')).toThrow("a provider has a name, got ''");
  expect(() => SpanTag.literal('')).toThrow("the text of a tag can't be empty, got ''; leave the tag out");
  expect(() => SpanTag.header('')).toThrow("the name of a header can't be empty");
  expect(() => SpanTag.environment('')).toThrow("the name of an environment variable can't be empty");
  expect(() => SpanTag.formatted('')).toThrow("the format of a tag can't be empty");
  expect(() => MetricTag.set(' ')).toThrow("the expression of a metric tag is empty, got ' '");
  expect(() => rendered({ tracing: [{ tags: { '': SpanTag.literal('x') } }] })).toThrow('a tag has a name');
  expect(() => rendered({ accessLogging: [{ filter: '' }] })).toThrow(
    'the expression that chooses what is logged is empty',
  );
});

test('rejects more than sixteen objects to be attached to', () => {
  const names = Array.from({ length: 17 }, (_, index) => `gateway-${index}`) as [string, ...string[]];
  expect(() => PolicyTargets.gateways(...names)).toThrow('a policy is attached to one to 16 objects');
});

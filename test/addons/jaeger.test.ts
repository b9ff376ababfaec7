import { App, Duration } from 'cdk8s';
import { parse } from 'yaml';
import { AddonVariant, Jaeger, type JaegerProduction } from '../../lib/addons';
import { renderMeshConfig } from '../../lib/install/mesh-config';
import { IstioRelease } from '../../lib/release/istio-release';
import { find, production, type Rendered, renderAddons, synth } from './rendered';

const release = IstioRelease.of('1.30');
const demo = renderAddons('1.30').jaeger;
const closed = renderAddons('1.30', production).jaeger;
const older = renderAddons('1.16').jaeger;
const middle = renderAddons('1.24').jaeger;
const template = (objects: Rendered[]) => find(objects, 'Deployment', 'jaeger').spec.template;
const container = (objects: Rendered[]) => template(objects).spec.containers[0];
const config = (objects: Rendered[]) => parse(find(objects, 'ConfigMap', 'jaeger').data['config.yaml']);
const names = (objects: Rendered[]) => objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
const withSettings = (settings: Partial<JaegerProduction>) =>
  synth(
    new Jaeger(new App(), '30-jaeger', {
      release,
      variant: AddonVariant.production({ jaeger: { storage: { size: '20Gi' }, ...settings } }),
    }),
  );

test('A demo is made of these objects, a production one of these besides', () => {
  const all = [
    'Service tracing',
    'Service zipkin',
    'Service jaeger-collector',
    'ConfigMap jaeger',
    'ServiceAccount jaeger',
    'Deployment jaeger',
    'Telemetry mesh-default',
  ];
  expect(names(demo)).toEqual(all);
  expect(names(closed).sort()).toEqual(
    [...all, 'PersistentVolumeClaim jaeger', 'NetworkPolicy jaeger'].sort(),
  );
});

test('The Telemetry, the mesh and the collector agree', () => {
  const { tracing } = renderAddons('1.30').charts.jaeger;
  const [provider] = renderMeshConfig(tracing.mesh).extensionProviders as Rendered[];
  const telemetry = find(demo, 'Telemetry', 'mesh-default');
  expect(telemetry).toEqual({
    apiVersion: 'telemetry.istio.io/v1',
    kind: 'Telemetry',
    metadata: { name: 'mesh-default', namespace: 'istio-system' },
    spec: { tracing: [{ providers: [{ name: provider.name }], randomSamplingPercentage: 100 }] },
  });
  const { metadata, spec } = find(demo, 'Service', 'jaeger-collector');
  expect(provider.opentelemetry.service).toBe(`${metadata.name}.${metadata.namespace}.svc.cluster.local`);
  const port = spec.ports.find((one: Rendered) => one.port === provider.opentelemetry.port);
  expect(config(demo).receivers.otlp.protocols.grpc.endpoint).toBe(`0.0.0.0:${port.targetPort}`);
});

test('Every port of a Service is one that Jaeger listens on', () => {
  const listening = [...JSON.stringify(config(demo)).matchAll(/0\.0\.0\.0:(\d+)/g)].map(([, port]) =>
    Number(port),
  );
  const services = demo.filter(({ kind }) => kind === 'Service');
  const targets = services.flatMap(({ spec }) => spec.ports.map((port: Rendered) => port.targetPort));
  expect(targets).toHaveLength(8);
  expect(listening).toEqual(expect.arrayContaining(targets));
  for (const { spec } of services) expect(template(demo).metadata.labels).toMatchObject(spec.selector);
});

test('Releases without the provider have neither Telemetry nor OTLP', () => {
  expect(names(older)).toEqual([
    'Service tracing',
    'Service zipkin',
    'Service jaeger-collector',
    'ServiceAccount jaeger',
    'Deployment jaeger',
  ]);
  expect(container(older).image).toBe('docker.io/jaegertracing/all-in-one:1.35');
  expect(container(older).env).toEqual([
    { name: 'SPAN_STORAGE_TYPE', value: 'badger' },
    { name: 'BADGER_EPHEMERAL', value: 'false' },
    { name: 'BADGER_DIRECTORY_KEY', value: '/badger/key' },
    { name: 'BADGER_DIRECTORY_VALUE', value: '/badger/data' },
    { name: 'BADGER_SPAN_STORE_TTL', value: '72h' },
    { name: 'COLLECTOR_ZIPKIN_HOST_PORT', value: ':9411' },
  ]);
});

test('In between, a Jaeger that is configured by its environment takes OTLP', () => {
  expect(find(middle, 'Telemetry', 'mesh-default').apiVersion).toBe('telemetry.istio.io/v1');
  expect(container(middle).env).toContainEqual({ name: 'COLLECTOR_OTLP_ENABLED', value: 'true' });
  expect(container(middle).args).toBeUndefined();
});

test('The configuration lies where it is looked for, and a change of it replaces the pod', () => {
  expect(container(demo).args).toEqual(['--config', '/jaeger-configuration/config.yaml']);
  expect(container(demo).volumeMounts).toEqual([
    { name: 'spans', mountPath: '/badger' },
    { name: 'tmp', mountPath: '/tmp' },
    { name: 'config', mountPath: '/jaeger-configuration', readOnly: true },
  ]);
  expect(template(demo).spec.volumes[2]).toEqual({ name: 'config', configMap: { name: 'jaeger' } });
  const longer = withSettings({ retention: Duration.days(7) });
  expect(template(longer).metadata.annotations['checksum/config']).not.toBe(
    template(demo).metadata.annotations['checksum/config'],
  );
});

test('Spans lie below the mounted folder, in the pod or in a volume, for as long as is said', () => {
  const badger = (objects: Rendered[]) => config(objects).extensions.jaeger_storage.backends.spans.badger;
  expect(badger(demo)).toEqual({
    ephemeral: false,
    directories: { keys: '/badger/key', values: '/badger/data' },
    ttl: { spans: '72h' },
  });
  expect(template(demo).spec.volumes[0]).toEqual({ name: 'spans', emptyDir: {} });
  const longer = withSettings({ retention: Duration.days(7), storage: { size: '200Gi' } });
  expect(badger(longer).ttl).toEqual({ spans: '168h' });
  expect(template(longer).spec.volumes[0].persistentVolumeClaim).toEqual({ claimName: 'jaeger' });
  expect(find(longer, 'PersistentVolumeClaim', 'jaeger').spec.resources.requests.storage).toBe('200Gi');
});

test('Its parts name one another as an OpenTelemetry Collector wants it', () => {
  const { service, extensions, receivers, processors, exporters } = config(demo);
  const { traces } = service.pipelines;
  expect(Object.keys(receivers)).toEqual(traces.receivers);
  expect(Object.keys(processors)).toEqual(traces.processors);
  expect(Object.keys(exporters)).toEqual(traces.exporters);
  expect(Object.keys(extensions).sort()).toEqual([...service.extensions].sort());
  const [storage] = Object.keys(extensions.jaeger_storage.backends);
  expect(exporters.jaeger_storage_exporter.trace_storage).toBe(storage);
  expect(extensions.jaeger_query.storage.traces).toBe(storage);
});

test('Its health and its metrics are where Kubernetes and Prometheus ask for them', () => {
  const { healthcheckv2 } = config(demo).extensions;
  expect(container(demo).readinessProbe.httpGet).toEqual({ path: '/status', port: 13133 });
  expect(healthcheckv2.http.endpoint).toBe('0.0.0.0:13133');
  expect(config(demo).service.telemetry.metrics.readers).toEqual([
    { pull: { exporter: { prometheus: { host: '0.0.0.0', port: 8888 } } } },
  ]);
  expect(template(demo).metadata.annotations).toMatchObject({
    'prometheus.io/scrape': 'true',
    'prometheus.io/port': '8888',
  });
  expect(container(older).livenessProbe.httpGet).toEqual({ path: '/', port: 14269 });
  expect(template(older).metadata.annotations['prometheus.io/port']).toBe('14269');
});

test('A demo traces all requests, production one in a hundred, and either what it is told', () => {
  const sampling = (objects: Rendered[]) =>
    find(objects, 'Telemetry', 'mesh-default').spec.tracing[0].randomSamplingPercentage;
  expect([sampling(demo), sampling(closed)]).toEqual([100, 1]);
  const props = { release, variant: AddonVariant.demo, sampling: 0 };
  expect(sampling(synth(new Jaeger(new App(), '30-jaeger', props)))).toBe(0);
});

test('Browsers may find it below a path', () => {
  const address = 'https://example.com/jaeger';
  const chart = new Jaeger(new App(), '30-jaeger', { release, variant: AddonVariant.demo, address });
  expect([chart.url, chart.address]).toEqual(['http://tracing.istio-system:80/jaeger', address]);
  expect(config(synth(chart)).extensions.jaeger_query.base_path).toBe('/jaeger');
  expect(config(demo).extensions.jaeger_query.base_path).toBeUndefined();
  const props = { release: IstioRelease.of('1.16'), variant: AddonVariant.demo, address };
  const before = synth(new Jaeger(new App(), '30-jaeger', props));
  expect(container(before).env).toContainEqual({ name: 'QUERY_BASE_PATH', value: '/jaeger' });
});

test('In production every proxy may send spans, Prometheus read metrics, and nobody else connect', () => {
  expect(find(closed, 'NetworkPolicy', 'jaeger').spec).toEqual({
    podSelector: { matchLabels: { app: 'jaeger' } },
    policyTypes: ['Ingress', 'Egress'],
    ingress: [
      {
        from: [{ namespaceSelector: {} }],
        ports: [14268, 14250, 9411, 4317, 4318].map((port) => ({ port, protocol: 'TCP' })),
      },
      {
        from: [
          {
            podSelector: { matchLabels: { 'app.kubernetes.io/name': 'prometheus' } },
            namespaceSelector: {},
          },
        ],
        ports: [{ port: 8888, protocol: 'TCP' }],
      },
    ],
    egress: [],
  });
});

test('rejects a sampling that is no percentage', () => {
  const props = { release, variant: AddonVariant.demo, sampling: 120 };
  expect(() => new Jaeger(new App(), '30-jaeger', props)).toThrow(
    '30-jaeger: sampling: a percentage from 0 to 100 is expected, got 120',
  );
});

import { App } from 'cdk8s';
import { parse } from 'yaml';
import { AddonVariant, Grafana, Jaeger, Kiali, Prometheus, SecretKey } from '../../lib/addons';
import { linkedDashboards } from '../../lib/addons/kiali-config';
import { Workload } from '../../lib/istio/references/workload';
import { IstioRelease } from '../../lib/release/istio-release';
import { find, production, type Rendered, renderAddons, synth } from './rendered';

const release = IstioRelease.of('1.30');
const rendered = renderAddons('1.30');
const demo = rendered.kiali;
const closed = renderAddons('1.30', production).kiali;
const older = renderAddons('1.16').kiali;
const config = (objects: Rendered[]) => parse(find(objects, 'ConfigMap', 'kiali').data['config.yaml']);
const pods = (objects: Rendered[]) => find(objects, 'Deployment', 'kiali').spec.template;
const names = (objects: Rendered[]) => objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`);

test('A demo is made of these objects, a production one of these besides', () => {
  const all = [
    'ConfigMap kiali',
    'ClusterRole kiali',
    'ClusterRoleBinding kiali',
    'Service kiali',
    'ServiceAccount kiali',
    'Deployment kiali',
  ];
  expect(names(demo)).toEqual(all);
  expect(names(closed).sort()).toEqual(
    [
      ...all,
      'NetworkPolicy kiali',
      'NetworkPolicy kiali-to-grafana',
      'NetworkPolicy kiali-to-jaeger',
      'NetworkPolicy kiali-to-prometheus',
    ].sort(),
  );
});

test('Version 2 is told where the others are, and that it only reads', () => {
  expect(config(demo)).toEqual({
    auth: { strategy: 'anonymous' },
    deployment: {
      instance_name: 'kiali',
      namespace: 'istio-system',
      view_only_mode: true,
      cluster_wide_access: true,
    },
    external_services: {
      custom_dashboards: { enabled: true },
      grafana: {
        enabled: true,
        auth: { type: 'none' },
        internal_url: 'http://grafana.istio-system:3000',
        dashboards: [
          { name: 'Istio service', variables: { namespace: 'var-namespace', service: 'var-service' } },
        ],
      },
      istio: { root_namespace: 'istio-system', istio_api_enabled: false },
      prometheus: { url: 'http://prometheus.istio-system:9090' },
      tracing: { enabled: true, use_grpc: false, internal_url: 'http://tracing.istio-system:80' },
    },
    server: {
      port: 20001,
      web_root: '/kiali',
      observability: { metrics: { enabled: true, port: 9090 } },
    },
  });
});

test('Version 1 has other words for some of it', () => {
  const { deployment, external_services, istio_namespace, kiali_feature_flags, server } = config(older);
  expect(deployment).toMatchObject({ accessible_namespaces: ['**'], view_only_mode: true });
  expect(external_services.grafana).toMatchObject({ in_cluster_url: 'http://grafana.istio-system:3000' });
  expect(external_services.tracing).toEqual({
    enabled: true,
    use_grpc: false,
    in_cluster_url: 'http://tracing.istio-system:80',
  });
  expect(external_services.istio).toEqual({
    root_namespace: 'istio-system',
    istio_api_enabled: false,
    component_status: { enabled: false },
  });
  expect(istio_namespace).toBe('istio-system');
  expect(kiali_feature_flags).toEqual({
    certificates_information_indicators: { enabled: false },
    clustering: { enabled: false },
  });
  expect(server).toEqual({ port: 20001, web_root: '/kiali', metrics_enabled: true, metrics_port: 9090 });
});

test('Each address that it is told is that of a Service and one of its ports', () => {
  const { grafana, prometheus, tracing } = config(demo).external_services;
  for (const address of [grafana.internal_url, prometheus.url, tracing.internal_url]) {
    const [, name, namespace, port] = /^http:\/\/([^.]+)\.([^:]+):(\d+)$/.exec(address) ?? [];
    const service = find(rendered.all, 'Service', name as string);
    expect(service.metadata.namespace).toBe(namespace);
    expect(service.spec.ports.map((one: Rendered) => one.port)).toContain(Number(port));
  }
});

test('It may read, and do nothing else', () => {
  for (const objects of [demo, closed, older]) {
    const { rules } = find(objects, 'ClusterRole', 'kiali');
    expect(new Set(rules.flatMap(({ verbs }: Rendered) => verbs))).toEqual(new Set(['get', 'list', 'watch']));
    expect(rules.flatMap(({ resources }: Rendered) => resources)).not.toContain('secrets');
  }
  const logs = { apiGroups: [''], resources: ['pods/log'], verbs: ['get'] };
  expect(find(demo, 'ClusterRole', 'kiali').rules).toContainEqual(logs);
  expect(find(closed, 'ClusterRole', 'kiali').rules).not.toContainEqual(logs);
});

test('It asks istiod only where it is told to, by a right in its own namespace', () => {
  const { prometheus, grafana, jaeger } = rendered.charts;
  const others = { prometheus, grafana, jaeger } as Rendered;
  const asking = synth(
    new Kiali(new App(), '40-kiali', { release, variant: AddonVariant.demo, ...others, asksIstiod: true }),
  );
  expect(config(asking).external_services.istio.istio_api_enabled).toBe(true);
  const role = find(asking, 'Role', 'kiali');
  expect(role.metadata.namespace).toBe('istio-system');
  expect(role.rules).toEqual([{ apiGroups: [''], resources: ['pods/portforward'], verbs: ['create'] }]);
  expect(find(asking, 'RoleBinding', 'kiali').roleRef.kind).toBe('Role');
});

test('In production people log in by a token of the cluster, and sessions are encrypted with a key of their own', () => {
  expect(config(demo).auth).toEqual({ strategy: 'anonymous' });
  expect(config(closed).auth).toEqual({ strategy: 'token' });
  expect(config(closed).external_services.grafana.auth).toEqual({ type: 'bearer' });
  expect(config(closed).login_token).toBeUndefined();
  const { containers, volumes } = pods(closed).spec;
  expect(containers[0].volumeMounts).toEqual([
    { name: 'config', mountPath: '/kiali-configuration', readOnly: true },
    {
      name: 'login-token-signing-key',
      mountPath: '/kiali-override-secrets/login-token-signing-key',
      readOnly: true,
    },
    { name: 'grafana-token', mountPath: '/kiali-override-secrets/grafana-token', readOnly: true },
  ]);
  expect(volumes).toEqual([
    { name: 'config', configMap: { name: 'kiali' } },
    {
      name: 'login-token-signing-key',
      secret: { secretName: 'kiali', items: [{ key: 'signing-key', path: 'value.txt' }] },
    },
    {
      name: 'grafana-token',
      secret: { secretName: 'kiali-grafana', items: [{ key: 'token', path: 'value.txt' }] },
    },
  ]);
});

test('Without a token for Grafana it has no links there, and is not let in there', () => {
  const variant = AddonVariant.production({
    prometheus: { storage: { size: '1Gi' } },
    jaeger: { storage: { size: '1Gi' } },
    grafana: {
      admin: { user: SecretKey.of('a', 'b'), password: SecretKey.of('a', 'c') },
      storage: { size: '1Gi' },
    },
    kiali: {
      signingKey: SecretKey.of('kiali', 'key'),
      visitors: [Workload.labelled({ istio: 'ingress' })],
    },
  });
  const app = new App();
  const prometheus = Prometheus.at('https://prometheus.example.com');
  const grafana = new Grafana(app, '20-grafana', { release, variant, prometheus });
  const jaeger = new Jaeger(app, '30-jaeger', { release, variant });
  const kiali = synth(new Kiali(app, '40-kiali', { release, variant, prometheus, grafana, jaeger }));
  expect(config(kiali).external_services.grafana).toEqual({ enabled: false });
  expect(config(kiali).external_services.prometheus).toEqual({ url: 'https://prometheus.example.com' });
  expect(names(kiali).filter((name) => name.startsWith('NetworkPolicy'))).toEqual([
    'NetworkPolicy kiali',
    'NetworkPolicy kiali-to-jaeger',
  ]);
  expect(find(kiali, 'NetworkPolicy', 'kiali').spec.ingress[1]).toEqual({
    from: [{ podSelector: { matchLabels: { istio: 'ingress' } }, namespaceSelector: {} }],
    ports: [{ port: 20001, protocol: 'TCP' }],
  });
});

test('In production each of the others lets it in where it calls', () => {
  const all = renderAddons('1.30', production);
  const { external_services: told } = config(all.kiali);
  const called = { prometheus: told.prometheus.url, grafana: told.grafana.internal_url };
  const ports = Object.fromEntries(
    ['prometheus', 'grafana', 'jaeger'].map((name) => {
      const { podSelector, ingress } = find(all.kiali, 'NetworkPolicy', `kiali-to-${name}`).spec;
      const target = find(all.all, 'Deployment', name).spec.template.metadata.labels;
      expect(target).toMatchObject(podSelector.matchLabels);
      expect(pods(all.kiali).metadata.labels).toMatchObject(ingress[0].from[0].podSelector.matchLabels);
      return [name, ingress[0].ports[0].port];
    }),
  );
  expect(ports).toEqual({ prometheus: 9090, grafana: 3000, jaeger: 16686 });
  for (const [name, url] of Object.entries<string>(called))
    expect(url).toMatch(new RegExp(`:${ports[name]}$`));
  const [query] = find(all.jaeger, 'Service', 'tracing').spec.ports;
  expect([query.port, query.targetPort]).toEqual([80, ports.jaeger]);
});

test('Browsers are sent where the others are for them', () => {
  const app = new App();
  const variant = AddonVariant.demo;
  const prometheus = new Prometheus(app, '10-prometheus', { release, variant });
  const grafana = new Grafana(app, '20-grafana', {
    release,
    variant,
    prometheus,
    address: 'https://example.com/grafana/',
  });
  const jaeger = new Jaeger(app, '30-jaeger', { release, variant, address: 'https://example.com/jaeger' });
  const kiali = synth(new Kiali(app, '40-kiali', { release, variant, prometheus, grafana, jaeger }));
  const { grafana: toGrafana, tracing } = config(kiali).external_services;
  expect(toGrafana.external_url).toBe('https://example.com/grafana');
  expect(tracing).toMatchObject({
    internal_url: 'http://tracing.istio-system:80/jaeger',
    external_url: 'https://example.com/jaeger',
  });
});

test('A new pod starts before the old one ends, where nothing is stored that both would write to', () => {
  expect(find(demo, 'Deployment', 'kiali').spec.strategy).toBeUndefined();
  for (const name of ['prometheus', 'grafana', 'jaeger']) {
    expect(find(rendered.all, 'Deployment', name).spec.strategy).toEqual({ type: 'Recreate' });
  }
});

test('It hands on to a dashboard what the dashboard has a variable for', () => {
  const list = (...variables: string[]) =>
    JSON.stringify({ title: 'A', templating: { list: variables.map((name) => ({ name })) } });
  expect(linkedDashboards({ 'a.json': list('workload', 'datasource', 'namespace') })).toEqual([
    { name: 'A', variables: { namespace: 'var-namespace', workload: 'var-workload' } },
  ]);
  expect(linkedDashboards({ 'a.json': list('datasource'), 'b.json': '{"title":"B"}' })).toEqual([
    { name: 'A' },
    { name: 'B' },
  ]);
});

test('istioctl finds it, Prometheus reads its metrics, and it is behind the ports that upstream has', () => {
  expect(pods(demo).metadata.labels).toMatchObject({ app: 'kiali', 'sidecar.istio.io/inject': 'false' });
  expect(pods(demo).metadata.annotations).toMatchObject({
    'prometheus.io/scrape': 'true',
    'prometheus.io/port': '9090',
  });
  expect(find(demo, 'Service', 'kiali').spec.ports).toEqual([
    { name: 'http', port: 20001, targetPort: 20001, protocol: 'TCP' },
    { name: 'http-metrics', port: 9090, targetPort: 9090, protocol: 'TCP' },
  ]);
  expect(rendered.charts.kiali.url).toBe('http://kiali.istio-system:20001/kiali');
});

test('rejects a dashboard without a title, which nobody could look for', () => {
  expect(() => linkedDashboards({ 'a.json': '{}' })).toThrow(
    'a.json: a dashboard has a title, got undefined',
  );
});

import { App } from 'cdk8s';
import { parse } from 'yaml';
import { AddonVariant, Grafana, Prometheus, SecretKey } from '../../lib/addons';
import { dashboards } from '../../lib/addons/dashboards';
import { Workload } from '../../lib/istio/references/workload';
import { IstioRelease } from '../../lib/release/istio-release';
import { dashboard, find, production, type Rendered, renderAddons, synth } from './rendered';

const release = IstioRelease.of('1.30');
const demo = renderAddons('1.30').grafana;
const closed = renderAddons('1.30', production).grafana;
const pods = (objects: Rendered[]) => find(objects, 'Deployment', 'grafana').spec.template;
const config = (objects: Rendered[]) => find(objects, 'ConfigMap', 'grafana').data;
const admin = { user: SecretKey.of('admin', 'user'), password: SecretKey.of('admin', 'password') };

test('A demo is made of these objects, a production one of these besides', () => {
  const names = (objects: Rendered[]) => objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
  const all = [
    'ConfigMap grafana',
    'ConfigMap grafana-dashboard-service',
    'Service grafana',
    'ServiceAccount grafana',
    'Deployment grafana',
  ];
  expect(names(demo)).toEqual(all);
  expect(names(closed).sort()).toEqual(
    [
      ...all,
      'PersistentVolumeClaim grafana',
      'NetworkPolicy grafana',
      'NetworkPolicy grafana-to-prometheus',
    ].sort(),
  );
});

test('The files are mounted where Grafana looks for them', () => {
  const { containers, volumes } = pods(demo).spec;
  expect(containers[0].volumeMounts).toEqual([
    { name: 'config', mountPath: '/etc/grafana', readOnly: true },
    { name: 'dashboards', mountPath: '/etc/grafana-dashboards', readOnly: true },
    { name: 'storage', mountPath: '/var/lib/grafana' },
    { name: 'tmp', mountPath: '/tmp' },
  ]);
  expect(volumes[0].configMap.items).toEqual([
    { key: 'grafana.ini', path: 'grafana.ini' },
    { key: 'datasources.yaml', path: 'provisioning/datasources/datasources.yaml' },
    { key: 'dashboardproviders.yaml', path: 'provisioning/dashboards/dashboardproviders.yaml' },
  ]);
  expect(Object.keys(config(demo))).toEqual(
    expect.arrayContaining(volumes[0].configMap.items.map(({ key }: { key: string }) => key)),
  );
  const [provider] = parse(config(demo)['dashboardproviders.yaml']).providers;
  expect(provider.options.path).toBe(containers[0].volumeMounts[1].mountPath);
});

test('Each dashboard has a ConfigMap of its own, and all are in one folder', () => {
  const { volumes } = pods(demo).spec;
  expect(volumes[1]).toEqual({
    name: 'dashboards',
    projected: { sources: [{ configMap: { name: 'grafana-dashboard-service' } }] },
  });
  expect(find(demo, 'ConfigMap', 'grafana-dashboard-service').data).toEqual({ 'service.json': dashboard });
});

test('The data source is the Prometheus that it was given, as fine as that one looks', () => {
  const { datasources } = parse(config(demo)['datasources.yaml']);
  expect(datasources).toEqual([
    {
      name: 'Prometheus',
      uid: 'prometheus',
      type: 'prometheus',
      access: 'proxy',
      url: 'http://prometheus.istio-system:9090',
      isDefault: true,
      editable: false,
      jsonData: { httpMethod: 'POST', timeInterval: '15s' },
    },
  ]);
});

test('All dashboards of a release are small enough for kubectl apply', () => {
  const files = dashboards(release);
  const objects = renderAddons('1.30', AddonVariant.demo, files).grafana;
  const maps = objects.filter(({ metadata }) => metadata.name.startsWith('grafana-dashboard-'));
  expect(maps).toHaveLength(Object.keys(files).length);
  expect(maps.length).toBeGreaterThan(3);
  for (const map of maps) {
    expect(JSON.stringify(map).length).toBeLessThan(256 * 1024);
    const [[file, text]] = Object.entries<string>(map.data) as [[string, string]];
    expect(JSON.parse(text)).toEqual(JSON.parse(files[file] as string));
  }
});

test('Nobody logs in to a demo, and in production nobody gets in without', () => {
  expect(config(demo)['grafana.ini']).toContain('[auth.anonymous]\nenabled = true\norg_role = Admin\n');
  expect(pods(demo).spec.containers[0].env).toBeUndefined();
  expect(config(closed)['grafana.ini']).toContain('[auth.anonymous]\nenabled = false\n');
  expect(config(closed)['grafana.ini']).not.toContain('Admin');
  expect(config(closed)['grafana.ini']).not.toContain('disable_login_form');
  expect(pods(closed).spec.containers[0].env).toEqual([
    {
      name: 'GF_SECURITY_ADMIN_USER',
      valueFrom: { secretKeyRef: { name: 'grafana-admin', key: 'user' } },
    },
    {
      name: 'GF_SECURITY_ADMIN_PASSWORD',
      valueFrom: { secretKeyRef: { name: 'grafana-admin', key: 'password' } },
    },
  ]);
});

test('In production it keeps what people make in a volume', () => {
  expect(pods(demo).spec.volumes[2]).toEqual({ name: 'storage', emptyDir: {} });
  expect(pods(closed).spec.volumes[2]).toEqual({
    name: 'storage',
    persistentVolumeClaim: { claimName: 'grafana' },
  });
});

test('In production it may look up names and ask its Prometheus, which lets it in', () => {
  const labels = {
    'app.kubernetes.io/component': 'server',
    'app.kubernetes.io/instance': 'prometheus',
    'app.kubernetes.io/name': 'prometheus',
  };
  const here = { matchLabels: { 'kubernetes.io/metadata.name': 'istio-system' } };
  const self = {
    matchLabels: { 'app.kubernetes.io/instance': 'grafana', 'app.kubernetes.io/name': 'grafana' },
  };
  expect(find(closed, 'NetworkPolicy', 'grafana').spec).toEqual({
    podSelector: self,
    policyTypes: ['Ingress', 'Egress'],
    ingress: [],
    egress: [
      {
        ports: [
          { port: 53, protocol: 'UDP' },
          { port: 53, protocol: 'TCP' },
        ],
      },
      {
        to: [{ podSelector: { matchLabels: labels }, namespaceSelector: here }],
        ports: [{ port: 9090, protocol: 'TCP' }],
      },
    ],
  });
  expect(find(closed, 'NetworkPolicy', 'grafana-to-prometheus').spec).toEqual({
    podSelector: { matchLabels: labels },
    policyTypes: ['Ingress'],
    ingress: [
      { from: [{ podSelector: self, namespaceSelector: here }], ports: [{ port: 9090, protocol: 'TCP' }] },
    ],
  });
});

test('With a Prometheus that is described elsewhere it may call anyone', () => {
  const objects = synth(
    new Grafana(new App(), '20-grafana', {
      release,
      prometheus: Prometheus.at('https://prometheus.example.com'),
      variant: AddonVariant.production({
        grafana: {
          admin,
          secretKey: SecretKey.of('admin', 'secret-key'),
          storage: { size: '1Gi' },
          visitors: [Workload.labelled({ istio: 'ingress' })],
        },
      }),
      address: 'https://example.com/grafana',
    }),
  );
  const policies = objects.filter(({ kind }) => kind === 'NetworkPolicy');
  expect(policies.map(({ metadata, spec }) => [metadata.name, spec.policyTypes])).toEqual([
    ['grafana', ['Ingress']],
  ]);
  expect(policies[0].spec.ingress).toEqual([
    {
      from: [{ podSelector: { matchLabels: { istio: 'ingress' } }, namespaceSelector: {} }],
      ports: [{ port: 3000, protocol: 'TCP' }],
    },
  ]);
  expect(config(objects)['grafana.ini']).toContain(
    '[server]\nroot_url = https://example.com/grafana/\nserve_from_sub_path = true\n',
  );
  expect(config(objects)['grafana.ini']).toContain('cookie_secure = true');
  expect(pods(objects).spec.containers[0].env[2]).toEqual({
    name: 'GF_SECURITY_SECRET_KEY',
    valueFrom: { secretKeyRef: { name: 'admin', key: 'secret-key' } },
  });
});

test('A change of its settings replaces the pod, a change of a dashboard does not', () => {
  const sum = (objects: Rendered[]) => pods(objects).metadata.annotations['checksum/config'];
  expect(sum(closed)).not.toBe(sum(demo));
  expect(sum(renderAddons('1.30', AddonVariant.demo, {}).grafana)).toBe(sum(demo));
});

test('It asks nobody outside for anything, and has no rights in the cluster', () => {
  for (const setting of [
    'reporting_enabled = false',
    'check_for_updates = false',
    'check_for_plugin_updates = false',
    'preinstall_disabled = true',
    'disable_gravatar = true',
    'external_enabled = false',
  ]) {
    expect(config(demo)['grafana.ini']).toContain(setting);
  }
  expect(pods(demo).spec.automountServiceAccountToken).toBe(false);
});

test('istioctl of every release finds it, and it is behind the port that upstream has', () => {
  expect(pods(demo).metadata.labels).toMatchObject({ app: 'grafana', 'app.kubernetes.io/name': 'grafana' });
  expect(find(demo, 'Service', 'grafana').spec.ports).toEqual([
    { name: 'service', port: 3000, targetPort: 3000, protocol: 'TCP', appProtocol: 'http' },
  ]);
});

test('rejects a dashboard that is too long, or no JSON file', () => {
  const long = JSON.stringify({ title: 'long', description: 'x'.repeat(200 * 1024) });
  expect(() => renderAddons('1.30', AddonVariant.demo, { 'long.json': long })).toThrow(
    "20-grafana: dashboards['long.json']: a dashboard must not be longer than 204800 bytes, or kubectl apply refuses it, got 204833; divide it into two",
  );
  expect(() => renderAddons('1.30', AddonVariant.demo, { 'Mesh.yaml': '{}' })).toThrow(
    "20-grafana: dashboards['Mesh.yaml']: a dashboard is a file named in lower-case letters, digits and dashes, got 'Mesh.yaml'; write for example 'mesh.json'",
  );
  expect(() => renderAddons('1.30', AddonVariant.demo, { 'mesh.json': '{' })).toThrow(
    "20-grafana: dashboards['mesh.json']: a dashboard is Grafana's JSON, got '{'; give the text of its file, as Grafana exports it",
  );
});

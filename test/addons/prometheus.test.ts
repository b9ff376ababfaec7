import { App, Duration } from 'cdk8s';
import { AddonVariant, Prometheus, ScrapeJob } from '../../lib/addons';
import { prometheusYaml } from '../../lib/addons/prometheus-config';
import { Workload } from '../../lib/istio/references/workload';
import { IstioRelease } from '../../lib/release/istio-release';
import { find, production, renderAddons, synth } from './rendered';

const release = IstioRelease.of('1.30');
const pods = (objects: ReturnType<typeof synth>) =>
  find(objects, 'Deployment', 'prometheus').spec.template.spec;
const withStorage = (settings: object) =>
  synth(
    new Prometheus(new App(), '10-prometheus', {
      release,
      variant: AddonVariant.production({ prometheus: { storage: { size: '50Gi' }, ...settings } }),
    }),
  );

test('A demo is made of these objects, a production one of these besides', () => {
  const kinds = (variant: AddonVariant) =>
    renderAddons('1.30', variant).prometheus.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
  const demo = [
    'ConfigMap prometheus',
    'ClusterRole prometheus',
    'ClusterRoleBinding prometheus',
    'Service prometheus',
    'ServiceAccount prometheus',
    'Deployment prometheus',
  ];
  expect(kinds(AddonVariant.demo)).toEqual(demo);
  expect(kinds(production).sort()).toEqual(
    [...demo, 'PersistentVolumeClaim prometheus', 'NetworkPolicy prometheus'].sort(),
  );
});

test('It reads itself and the pods that ask for it, every 15 seconds', () => {
  const { data } = find(renderAddons('1.30').prometheus, 'ConfigMap', 'prometheus');
  expect(data).toEqual({
    'prometheus.yml': prometheusYaml({
      scrape: [ScrapeJob.itself, ScrapeJob.annotatedPods()],
      scrapeInterval: Duration.seconds(15),
    }),
  });
});

test('The configuration lies where it is looked for, and is read again when it changes', () => {
  const { containers, volumes } = pods(renderAddons('1.30').prometheus);
  const [server, reload] = containers;
  expect(volumes[0]).toEqual({ name: 'config', configMap: { name: 'prometheus' } });
  for (const container of containers) {
    expect(container.volumeMounts[0]).toEqual({ name: 'config', mountPath: '/etc/config', readOnly: true });
  }
  expect(server.args).toEqual([
    '--config.file=/etc/config/prometheus.yml',
    '--storage.tsdb.path=/data',
    '--storage.tsdb.retention.time=360h',
    '--web.enable-lifecycle',
  ]);
  expect(reload.args).toEqual([
    '--watched-dir=/etc/config',
    '--listen-address=127.0.0.1:8080',
    '--reload-url=http://127.0.0.1:9090/-/reload',
  ]);
});

test('Older releases have another container that has it read again', () => {
  const [server, reload] = pods(renderAddons('1.16').prometheus).containers;
  expect([server.image, reload.image]).toEqual([
    'docker.io/prom/prometheus:v2.34.0',
    'docker.io/jimmidyson/configmap-reload:v0.5.0',
  ]);
  expect(reload.args).toEqual(['--volume-dir=/etc/config', '--webhook-url=http://127.0.0.1:9090/-/reload']);
});

test('A demo keeps metrics in the pod', () => {
  const { containers, volumes } = pods(renderAddons('1.30').prometheus);
  expect(volumes[1]).toEqual({ name: 'data', emptyDir: {} });
  expect(containers[0].volumeMounts[1]).toEqual({ name: 'data', mountPath: '/data' });
  expect(containers[0].resources).toEqual({ requests: { cpu: '20m', memory: '256Mi' } });
});

test('In production it keeps them in a volume, of which it uses four fifths', () => {
  const objects = withStorage({
    storage: { size: '100Gi', storageClass: 'fast' },
    retention: Duration.days(30),
  });
  expect(find(objects, 'PersistentVolumeClaim', 'prometheus').spec).toEqual({
    accessModes: ['ReadWriteOnce'],
    resources: { requests: { storage: '100Gi' } },
    storageClassName: 'fast',
  });
  const { containers, volumes } = pods(objects);
  expect(volumes[1]).toEqual({ name: 'data', persistentVolumeClaim: { claimName: 'prometheus' } });
  expect(containers[0].args).toContain('--storage.tsdb.retention.time=720h');
  expect(containers[0].args).toContain('--storage.tsdb.retention.size=81920MB');
});

test('In production it has memory to rely on, of which it can be given more', () => {
  expect(pods(withStorage({})).containers[0].resources).toEqual({
    requests: { cpu: '500m', memory: '2Gi' },
    limits: { memory: '2Gi' },
  });
  const resources = { cpu: '2', memory: '8Gi' } as const;
  expect(pods(withStorage({ resources })).containers[0].resources).toEqual({
    requests: { cpu: '2', memory: '8Gi' },
    limits: { memory: '8Gi' },
  });
});

test('In production nobody may connect to it but those who are let in', () => {
  const policy = { podSelector: { matchLabels: selector }, policyTypes: ['Ingress'] };
  expect(find(withStorage({}), 'NetworkPolicy', 'prometheus').spec).toEqual({ ...policy, ingress: [] });
  const visitors = [Workload.labelled({ istio: 'ingressgateway' }, { namespace: 'istio-system' })];
  expect(find(withStorage({ visitors }), 'NetworkPolicy', 'prometheus').spec).toEqual({
    ...policy,
    ingress: [
      {
        from: [
          {
            podSelector: { matchLabels: { istio: 'ingressgateway' } },
            namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'istio-system' } },
          },
        ],
        ports: [{ port: 9090, protocol: 'TCP' }],
      },
    ],
  });
});

test('It may watch pods, and nothing else', () => {
  const { prometheus } = renderAddons('1.30');
  const { metadata, rules } = find(prometheus, 'ClusterRole', 'prometheus');
  expect(rules).toEqual([{ apiGroups: [''], resources: ['pods'], verbs: ['get', 'list', 'watch'] }]);
  expect(metadata.namespace).toBeUndefined();
  expect(metadata.annotations).toEqual({
    'kubernetes.io/description': 'pods: finds the pods that ask to be scraped, and their addresses',
  });
  const { roleRef, subjects } = find(prometheus, 'ClusterRoleBinding', 'prometheus');
  expect(roleRef).toEqual({ apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'prometheus' });
  expect(subjects).toEqual([{ kind: 'ServiceAccount', name: 'prometheus', namespace: 'istio-system' }]);
});

test('Where it scrapes some namespaces only, it may watch pods there only', () => {
  const chart = new Prometheus(new App(), '10-prometheus', {
    release,
    variant: AddonVariant.demo,
    scrape: [ScrapeJob.annotatedPods({ namespaces: ['istio-system', 'demo'] })],
  });
  const roles = synth(chart).filter(({ kind }) => /Role/.test(kind));
  expect(roles.map(({ kind, metadata }) => `${kind} ${metadata.namespace}/${metadata.name}`)).toEqual([
    'Role demo/prometheus',
    'RoleBinding demo/prometheus',
    'Role istio-system/prometheus',
    'RoleBinding istio-system/prometheus',
  ]);
  expect(roles[0].rules).toEqual([{ apiGroups: [''], resources: ['pods'], verbs: ['get', 'list', 'watch'] }]);
  expect(roles[1].subjects).toEqual([
    { kind: 'ServiceAccount', name: 'prometheus', namespace: 'istio-system' },
  ]);
});

test('What needs no right has no role', () => {
  const scrape = [ScrapeJob.itself] as const;
  const chart = new Prometheus(new App(), '10-prometheus', { release, variant: AddonVariant.demo, scrape });
  expect(synth(chart).filter(({ kind }) => /Role/.test(kind))).toEqual([]);
});

test('Its pods have no sidecar, are found by istioctl of every release, and are those of the Service', () => {
  const { prometheus } = renderAddons('1.30');
  const { spec } = find(prometheus, 'Deployment', 'prometheus');
  expect(spec.template.metadata.labels).toEqual({
    app: 'prometheus',
    'app.kubernetes.io/component': 'server',
    'app.kubernetes.io/instance': 'prometheus',
    'app.kubernetes.io/name': 'prometheus',
    'app.kubernetes.io/part-of': 'istio-addons',
    'app.kubernetes.io/version': 'v3.10.0',
    'sidecar.istio.io/inject': 'false',
  });
  expect(spec.selector.matchLabels).toEqual(selector);
  expect(find(prometheus, 'Service', 'prometheus').spec).toEqual({
    type: 'ClusterIP',
    selector,
    ports: [{ name: 'http', port: 9090, targetPort: 9090, protocol: 'TCP' }],
  });
});

test('Images can come from elsewhere', () => {
  const images = { prometheus: 'mirror.example.com/p@sha256:1', configReload: 'mirror.example.com/r' };
  const chart = new Prometheus(new App(), '10-prometheus', { release, variant: AddonVariant.demo, images });
  expect(pods(synth(chart)).containers.map(({ image }: { image: string }) => image)).toEqual([
    'mirror.example.com/p@sha256:1',
    'mirror.example.com/r',
  ]);
});

test('It says where it is, and one that is described elsewhere does too', () => {
  const { prometheus } = renderAddons('1.30').charts;
  expect([prometheus.url, prometheus.kind]).toEqual(['http://prometheus.istio-system:9090', 'demo']);
  const other = Prometheus.at('https://prometheus.example.com', { scrapeInterval: Duration.seconds(30) });
  expect(other.url).toBe('https://prometheus.example.com');
  expect(other.scrapeInterval.toSeconds()).toBe(30);
  expect(Prometheus.at('http://p').scrapeInterval.toSeconds()).toBe(15);
});

test('rejects storage and retention that are none', () => {
  expect(() => withStorage({ storage: { size: '0Gi' } })).toThrow(
    "variant.prometheus.storage.size: an amount of memory or storage must be above zero, got '0Gi'",
  );
  expect(() => withStorage({ retention: Duration.minutes(30) })).toThrow(
    "variant.prometheus.retention: a whole number of hours is expected, got '0.5h'",
  );
});

const selector = {
  'app.kubernetes.io/component': 'server',
  'app.kubernetes.io/instance': 'prometheus',
  'app.kubernetes.io/name': 'prometheus',
};

test.each(['node', 'http://node:9100', 'node:9100/metrics', '::1:9100'])(
  'rejects the address %s of a scrape job',
  (address) => {
    const scrape = [ScrapeJob.itself, ScrapeJob.addresses('nodes', { addresses: [address] })] as const;
    expect(
      () => new Prometheus(new App(), '10-prometheus', { release, variant: AddonVariant.demo, scrape }),
    ).toThrow(
      `10-prometheus: scrape[1].addresses[0]: what is scraped is a host and a port, got '${address}'; write for example 'node-exporter.monitoring:9100'`,
    );
  },
);

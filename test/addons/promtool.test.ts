import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Duration } from 'cdk8s';
import { parse, stringify } from 'yaml';
import { annotatedPodRules } from '../../lib/addons/annotated-pods';
import { type PrometheusConfig, renderPrometheusConfig } from '../../lib/addons/prometheus-config';
import { renderRelabelRule } from '../../lib/addons/relabel-rule';
import { ScrapeJob } from '../../lib/addons/scrape-job';
import { find, renderAddons } from './rendered';

/** The real thing, from Debian's package `prometheus`. */
const there = spawnSync('promtool', ['--version']).status === 0;
const withPromtool = there ? describe : describe.skip;
const scrapeInterval = Duration.seconds(15);

withPromtool(
  `the configuration before the real promtool${there ? '' : ' (apt-get install prometheus)'}`,
  () => {
    test('It is valid with every kind of job', () => {
      const config = renderPrometheusConfig({
        scrapeInterval,
        scrape: [
          ScrapeJob.itself,
          ScrapeJob.annotatedPods({ namespaces: ['demo'] }),
          ScrapeJob.addresses('nodes', { addresses: ['node-exporter.monitoring:9100'], path: '/metrics' }),
          ScrapeJob.asWritten('services', { kubernetes_sd_configs: [{ role: 'service' }] }),
        ],
      });
      const checked = promtool(withoutKubernetes(config), ['check', 'config', '--syntax-only']);
      expect(checked.stderr).toBe('');
      expect(checked.stdout).toContain('is valid prometheus config file syntax');
    });

    test('So is what each release is told', () => {
      for (const version of ['1.16', '1.30'] as const) {
        const { data } = find(renderAddons(version).prometheus, 'ConfigMap', 'prometheus');
        const config = parse(data['prometheus.yml']) as PrometheusConfig;
        expect(config.scrape_configs).toHaveLength(2);
        expect(promtool(withoutKubernetes(config), ['check', 'config']).stderr).toBe('');
      }
    });

    test('reports a configuration that is wrong, so that the test above can fail', () => {
      const config = renderPrometheusConfig({ scrapeInterval, scrape: [ScrapeJob.itself] });
      const wrong = promtool(stringify({ ...config, scrape_config: [] }), [
        'check',
        'config',
        '--syntax-only',
      ]);
      expect(wrong.status).toBe(1);
      expect(wrong.stderr).toContain('field scrape_config not found');
    });
  },
);

const asks = { pod_annotation_prometheus_io_scrape: 'true' };
const sidecar = {
  ...asks,
  pod_annotation_prometheus_io_port: '15020',
  pod_annotation_prometheus_io_path: '/stats/prometheus',
  pod_label_app: 'reviews',
  pod_label_pod_template_hash: '5d4',
  pod_label_controller_revision_hash: '5d4',
  pod_phase: 'Running',
  pod_node_name: 'node-1',
  pod_uid: 'not kept',
};
const at = (ip: string) => ({ found: { ...sidecar, pod_ip: ip }, address: `[${ip}]:8080` });
const annotated = (name: string, value: string) => ({
  found: { ...asks, [`pod_annotation_prometheus_io_${name}`]: value },
});

/** Pods as Prometheus finds them, at the address of one of their containers' ports. */
const pods = {
  sidecar: { found: sidecar },
  otherPort: { found: sidecar, address: '10.0.0.7:15090' },
  noPort: { found: sidecar, address: '10.0.0.7' },
  ipv6: at('fd00:10:244::7'),
  loopback6: at('::1'),
  long6: at('2001:db8:0:0:0:0:0:7'),
  istiod: annotated('port', '15014'),
  unsaid: { found: asks },
  https: annotated('scheme', 'https'),
  gopher: annotated('scheme', 'gopher'),
  format: annotated('param_format', 'prometheus'),
  refuses: { found: { ...sidecar, pod_annotation_prometheus_io_scrape: 'false' } },
  shouts: { found: { ...sidecar, pod_annotation_prometheus_io_scrape: 'True' } },
  silent: { found: { pod_annotation_prometheus_io_port: '15020' } },
  pending: { found: { ...sidecar, pod_phase: 'Pending' } },
  succeeded: { found: { ...sidecar, pod_phase: 'Succeeded' } },
  failed: { found: { ...sidecar, pod_phase: 'Failed' } },
} as const satisfies Record<string, { found: Record<string, string>; address?: string }>;

withPromtool(`relabelling by the real promtool${there ? '' : ' (apt-get install prometheus)'}`, () => {
  /** What Prometheus makes of each; nothing where it leaves a pod alone. */
  let targets: Readonly<Record<string, Readonly<Record<string, string>> | undefined>>;
  beforeAll(() => {
    targets = relabel(pods);
  }, 20_000);

  test('A pod with a sidecar is scraped where its annotations say, under the names it is known by', () => {
    expect(targets.sidecar).toEqual({
      __address__: '10.0.0.7:15020',
      __metrics_path__: '/stats/prometheus',
      __scheme__: 'http',
      __scrape_interval__: '15s',
      __scrape_timeout__: '10s',
      app: 'reviews',
      instance: '10.0.0.7:15020',
      job: 'pods',
      namespace: 'demo',
      node: 'node-1',
      pod: 'reviews-1',
    });
  });

  test('Each of its containers’ ports ends at the same target, and so does none', () => {
    expect(targets.otherPort).toEqual(targets.sidecar);
    expect(targets.noPort).toEqual(targets.sidecar);
  });

  test('An IPv6 address stands in brackets', () => {
    const addresses = [targets.ipv6, targets.loopback6, targets.long6].map((target) => target?.__address__);
    expect(addresses).toEqual(['[fd00:10:244::7]:15020', '[::1]:15020', '[2001:db8:0:0:0:0:0:7]:15020']);
    expect(targets.ipv6?.instance).toBe('[fd00:10:244::7]:15020');
  });

  test('istiod names only a port, and is asked on the usual path', () => {
    expect(targets.istiod).toMatchObject({ __address__: '10.0.0.7:15014', __metrics_path__: '/metrics' });
  });

  test('A pod that names no port is scraped at each of its containers’ ports', () => {
    expect(targets.unsaid).toMatchObject({ __address__: '10.0.0.7:8080', __metrics_path__: '/metrics' });
  });

  test('Scheme and parameters come from annotations, and no scheme but two', () => {
    expect([targets.https?.__scheme__, targets.gopher?.__scheme__]).toEqual(['https', 'http']);
    expect(targets.format?.__param_format).toBe('prometheus');
  });

  test('Pods that do not ask for it, and pods that do not run, are left alone', () => {
    const left = Object.keys(pods).filter((name) => Object.keys(targets[name] ?? {}).length === 0);
    expect(left).toEqual(['refuses', 'shouts', 'silent', 'pending', 'succeeded', 'failed']);
  });
});

/** promtool looks for targets until its time is over, so that all of them are asked about at once. */
function relabel(cases: Readonly<Record<string, { found: Record<string, string>; address?: string }>>) {
  const found = Object.entries(cases).map(([name, pod]) => ({
    targets: [pod.address ?? '10.0.0.7:8080'],
    labels: Object.fromEntries(
      Object.entries({
        case: name,
        pod_ip: '10.0.0.7',
        pod_name: 'reviews-1',
        namespace: 'demo',
        ...pod.found,
      }).map(([label, value]) => [`__meta_kubernetes_${label}`, value]),
    ),
  }));
  const rules = annotatedPodRules.map(renderRelabelRule);
  const config = {
    global: { scrape_interval: '15s' },
    scrape_configs: [{ job_name: 'pods', static_configs: found, relabel_configs: rules }],
  };
  const run = promtool(stringify(config), ['check', 'service-discovery', '--timeout=2s'], ['pods']);
  const results = JSON.parse(run.stdout) as {
    readonly discoveredLabels: Readonly<Record<string, string>>;
    readonly labels?: Readonly<Record<string, string>>;
  }[];
  return Object.fromEntries(
    results.map(({ discoveredLabels, labels }) => [discoveredLabels.__meta_kubernetes_case, labels]),
  );
}

/** Debian builds Prometheus without the Kubernetes API: what looks there is written as if it looked nowhere. */
function withoutKubernetes(config: PrometheusConfig): string {
  const scrape_configs = config.scrape_configs.map(({ kubernetes_sd_configs: looks, ...job }) =>
    looks === undefined ? job : { ...job, static_configs: [{ targets: [] }] },
  );
  return stringify({ ...config, scrape_configs });
}

function promtool(config: string, before: readonly string[], after: readonly string[] = []) {
  const folder = mkdtempSync(join(tmpdir(), 'promtool-'));
  try {
    const file = join(folder, 'prometheus.yml');
    writeFileSync(file, config);
    return spawnSync('promtool', [...before, file, ...after], { encoding: 'utf8', timeout: 30_000 });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

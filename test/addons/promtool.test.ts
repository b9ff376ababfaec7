import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Duration } from 'cdk8s';
import { parse, stringify } from 'yaml';
import { annotatedPodRules } from '../../lib/addons/annotated-pods';
import { type PrometheusConfig, renderPrometheusConfig } from '../../lib/addons/prometheus-config';
import { type RelabelConfig, renderRelabelRule } from '../../lib/addons/relabel-rule';
import { ScrapeJob } from '../../lib/addons/scrape-job';
import { addressOf, foundLabels, foundPods } from './found-pods';
import { relabelled } from './relabelled';
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

withPromtool(`relabelling by the real promtool${there ? '' : ' (apt-get install prometheus)'}`, () => {
  test('It makes the same targets of the same pods as the other tests expect', () => {
    const rules = annotatedPodRules.map(renderRelabelRule);
    const expected = Object.entries(foundPods).map(([name, pod]) => [
      name,
      relabelled(rules, 'pods', { ...foundLabels(pod), __address__: addressOf(pod) }) ?? {},
    ]);
    expect(relabel(rules)).toEqual(Object.fromEntries(expected));
  });
});

/** promtool looks for targets until its time is over, so that all of them are asked about at once. */
function relabel(rules: readonly RelabelConfig[]) {
  const found = Object.entries(foundPods).map(([name, pod]) => ({
    targets: [addressOf(pod)],
    labels: { ...foundLabels(pod), __meta_case: name },
  }));
  const config = {
    scrape_configs: [{ job_name: 'pods', static_configs: found, relabel_configs: rules }],
  };
  const run = promtool(stringify(config), ['check', 'service-discovery', '--timeout=2s'], ['pods']);
  const results = JSON.parse(run.stdout) as {
    readonly discoveredLabels: { readonly __meta_case: string };
    readonly labels?: Readonly<Record<string, string>>;
  }[];
  return Object.fromEntries(
    results.map(({ discoveredLabels, labels = {} }) => {
      const { __scrape_interval__: _, __scrape_timeout__: __, ...target } = labels;
      return [discoveredLabels.__meta_case, target];
    }),
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

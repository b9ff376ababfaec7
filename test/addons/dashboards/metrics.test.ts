import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { IstioRelease } from '../../../lib/release/istio-release';
import { labelsOf, read } from './promql-reader';
import { promtool, withPromtool } from './promtool';
import { filledIn, listedValues, readDashboards, targetsOf } from './read-dashboard';

const all = readDashboards();
const targets = all.flatMap((dashboard) =>
  targetsOf(dashboard).map((target) => ({ ...target, reading: read(filledIn(target.expr, dashboard)) })),
);
const lists = all.flatMap((dashboard) =>
  listedValues(dashboard).map((list) => ({ ...list, reading: read(filledIn(list.expr, dashboard)) })),
);
const everything = [...targets, ...lists];

describe('every query of every dashboard', () => {
  test('is there at all: several on each dashboard, and a list for most variables', () => {
    expect(targets.length).toBeGreaterThan(200);
    expect(lists.length).toBeGreaterThan(10);
  });

  test('is PromQL', () => {
    expect(everything.filter(({ reading }) => reading.errors.length > 0)).toEqual([]);
  });

  test('asks for metrics that Istio exports, and for some', () => {
    const unknown = everything.filter(
      ({ reading }) =>
        reading.metrics.length === 0 || reading.metrics.some((name) => labelsOf(name) === undefined),
    );
    expect(unknown).toEqual([]);
  });

  test('compares and groups by labels that all its metrics have', () => {
    const unknown = everything.flatMap(({ at, reading }) =>
      reading.labels
        .filter(({ label, metrics }) => metrics.some((name) => !labelsOf(name)?.includes(label)))
        .map((use) => ({ at, ...use })),
    );
    expect(unknown).toEqual([]);
  });

  test('names its series by labels that they have in the end', () => {
    const unknown = targets.flatMap(({ at, legend, reading }) =>
      [...(legend ?? '').matchAll(/\{\{(\w+)\}\}/g)]
        .map(([, label]) => label as string)
        .filter((label) => reading.result !== undefined && !reading.result.includes(label))
        .map((label) => ({ at, label, has: reading.result })),
    );
    expect(unknown).toEqual([]);
  });

  test('ends in series that its panel can tell apart', () => {
    const alike = targets.filter(
      ({ legend, reading, panel }) =>
        panel.type === 'timeseries' &&
        (reading.result === undefined || reading.result.some((label) => !legend?.includes(`{{${label}}}`))),
    );
    expect(alike.map(({ at, reading }) => ({ at, result: reading.result }))).toEqual([]);
  });

  test('lists values of a label that the metrics have, or the part of a result that is one', () => {
    const unknown = lists.filter(({ label, part, reading }) =>
      label === undefined
        ? part !== '/="([^"]*)"/' || reading.result?.length !== 1
        : part !== undefined || reading.metrics.some((name) => !labelsOf(name)?.includes(label)),
    );
    expect(unknown).toEqual([]);
    expect('{source_workload="curl"} 3 1700000000'.match(/="([^"]*)"/)?.[1]).toBe('curl');
  });
});

describe('reading PromQL', () => {
  test('reports what is not PromQL', () => {
    expect(read('sum by (a) rate(').errors).not.toEqual([]);
  });

  test('reports a metric that Istio does not export', () => {
    expect(read('sum(rate(container_cpu_usage_seconds_total[5m]))').metrics.map(labelsOf)).toEqual([
      undefined,
    ]);
    expect(labelsOf('istio_request_bytes')).toBeUndefined();
  });

  test('reports a label that a metric does not have', () => {
    const { labels } = read(
      'sum by (response_code) (rate(istio_tcp_sent_bytes_total{reporter="source"}[5m]))',
    );
    expect(labels).toEqual([
      { label: 'response_code', metrics: ['istio_tcp_sent_bytes_total'] },
      { label: 'reporter', metrics: ['istio_tcp_sent_bytes_total'] },
    ]);
    expect(labelsOf('istio_tcp_sent_bytes_total')).not.toContain('response_code');
  });

  test('reads names from a comparison of __name__', () => {
    expect(read('{__name__=~"istio_requests_total|nonsense", reporter="source"}').metrics).toEqual([
      'istio_requests_total',
      'nonsense',
    ]);
  });

  test('knows which labels are left in the end', () => {
    expect(
      read('histogram_quantile(0.9, sum by (pod, le) (rate(pilot_xds_push_time_bucket[5m])))').result,
    ).toEqual(['pod']);
    expect(read('topk(3, (sum by (pod) (pilot_xds) or vector(0)) / 2)').result).toEqual(['pod']);
    expect(read('sum(pilot_xds) or vector(0)').result).toEqual([]);
    expect(read('pilot_xds').result).toBeUndefined();
  });
});

withPromtool('Prometheus itself', () => {
  test('accepts every query', () => {
    const rules = targets.map(({ at, expr }, index) => {
      const dashboard = all.find(({ file }) => at.startsWith(file)) as (typeof all)[number];
      return { record: `query_${index}`, expr: filledIn(expr, dashboard) };
    });
    expect(promtool(['check', 'rules'], { groups: [{ name: 'dashboards', rules }] })).toBe('');
  });
});

/** The add-ons of the newest release, whose metrics the catalogue holds; older ones showed some that are gone. */
const shippedFile = join(process.env.ISTIO_HOME ?? '', 'samples/addons/grafana.yaml');
const shippedText =
  process.env.ISTIO_HOME !== undefined && existsSync(shippedFile) ? readFileSync(shippedFile, 'utf8') : '';
const hasShipped = shippedText.includes(IstioRelease.latest.addons.grafana);
const withIstio = hasShipped ? describe : describe.skip;
const skipped = hasShipped ? '' : ` (skipped: ISTIO_HOME is no Istio ${IstioRelease.latest.version})`;

/** Istio's own dashboards, as far as they have a counterpart here. */
const counterparts = {
  'istio-mesh-dashboard.json': 'mesh.json',
  'istio-service-dashboard.json': 'service.json',
  'istio-workload-dashboard.json': 'workload.json',
  'pilot-dashboard.json': 'control-plane.json',
};

/** The metrics of another exporter, and the seconds that Istio's dashboards still ask for but Istio does not export. */
const notIstios = /^container_|^istio_request_duration_seconds/;

/** The same fact told by another metric here. */
const told: Readonly<Record<string, string>> = {
  go_memstats_mallocs_total: 'go_memstats_alloc_bytes_total',
};

/** The metrics of each of Istio's dashboards, beside the file that is its counterpart. */
function shippedMetrics() {
  const objects = parseAllDocuments(shippedText).map(
    (document) => document.toJS() as { data?: Record<string, string> } | null,
  );
  return Object.entries(counterparts).map(([theirs, ours]) => {
    const text = objects.find((object) => object?.data?.[theirs] !== undefined)?.data?.[theirs];
    const dashboard = JSON.parse(text ?? '{}') as { panels: { targets?: { expr?: string }[] }[] };
    const names = dashboard.panels
      .flatMap(({ targets: queries }) => queries ?? [])
      .flatMap(({ expr }) => read((expr ?? '').replace(/\$__\w+/g, '5m')).metrics)
      .filter((name) => !notIstios.test(name));
    return { ours, metrics: [...new Set(names)] };
  });
}

withIstio(`beside the dashboards that Istio ships${skipped}`, () => {
  const shipped = hasShipped ? shippedMetrics() : [];

  test('there are some to compare with', () => {
    expect(shipped.map(({ metrics }) => metrics.length > 4)).toEqual([true, true, true, true]);
  });

  test('every metric that they show is known', () => {
    expect(shipped.flatMap(({ metrics }) => metrics).filter((name) => labelsOf(name) === undefined)).toEqual(
      [],
    );
  });

  test('every metric that one of them shows is on its counterpart', () => {
    const missing = shipped.flatMap(({ ours, metrics }) => {
      const shown = targets.filter(({ at }) => at.startsWith(ours)).flatMap(({ reading }) => reading.metrics);
      return metrics.filter((name) => !shown.includes(told[name] ?? name)).map((name) => `${ours}: ${name}`);
    });
    expect(missing).toEqual([]);
  });
});

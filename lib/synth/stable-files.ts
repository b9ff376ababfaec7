import { Chart, YamlOutputType } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { ConfigError } from '../diagnostics/error';
import { withoutStampedNamespace } from './cluster-scoped';
import type { OrderedApp, OrderedChart } from './ordered-app';
import { type ObjectFile, type RenderedObject, renderChart } from './render';

/**
 * Divides an app into one file a chart, named after the chart and nothing else: adding a chart or a
 * dependency renames no other file. `kubectl apply -f` and Argo CD read files in the order of their names,
 * so names must agree with the dependencies.
 * @param folder the folder below the output folder; '.' is the top level
 * @throws ConfigError when a chart would be read before one that it depends on, and for an id that is no
 *   file name
 */
export function stableFiles({ app, charts }: OrderedApp, folder: string): ObjectFile[] {
  if (app.yamlOutputType !== YamlOutputType.FILE_PER_CHART) {
    throw new ConfigError({
      at: folder,
      problem: 'the app in a folder writes one file for each chart',
      got: YamlOutputType[app.yamlOutputType],
      instead: 'leave out yamlOutputType, or hand the app alone to synthesize',
    });
  }
  const prefix = folder === '.' ? '' : `${folder}/`;
  const fileOf = (chart: Chart): string => `${chartFileName(chart)}${app.outputFileExtension}`;
  return charts
    .map((ordered) => {
      const file = fileOf(ordered.chart);
      for (const earlier of ordered.after) rejectWrongOrder(ordered.chart, file, earlier, fileOf(earlier));
      return { file: `${prefix}${file}`, objects: renderForCluster(ordered) };
    })
    .sort((a, b) => (a.file < b.file ? -1 : 1));
}

function* renderForCluster(ordered: OrderedChart): Iterable<RenderedObject> {
  for (const object of renderChart(ordered)) yield withoutStampedNamespace(object, ordered.chart.namespace);
}

function chartFileName(chart: Chart): string {
  const { path } = chart.node;
  const name = path.replaceAll('/', '-');
  if (/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name)) return name;
  throw new ConfigError({
    at: path,
    problem: 'the id of a chart is the name of its file',
    got: chart.node.id,
    instead: 'use letters, digits, dots, dashes and underscores, a letter or digit first',
  });
}

function rejectWrongOrder(chart: Chart, file: string, earlier: Chart, earlierFile: string): void {
  if (earlierFile < file) return;
  const { waiting, awaited } = reasonOf(chart, earlier);
  throw new ConfigError({
    at: waiting.node.path,
    problem: `it comes after '${awaited.node.path}', but its file would be applied first`,
    got: `${file} before ${earlierFile}`,
    instead: 'rename one of the two charts so that their files sort in this order',
  });
}

/** What makes one chart wait for another: a route its gateway, say, which nobody wrote as a dependency. */
function reasonOf(chart: Chart, earlier: Chart): { waiting: IConstruct; awaited: IConstruct } {
  for (const waiting of chart.node.findAll().filter((one) => isIn(one, chart))) {
    const awaited = waiting.node.dependencies.find((one) => isIn(one, earlier));
    if (awaited !== undefined) return { waiting, awaited };
  }
  return { waiting: chart, awaited: earlier };
}

/** Whether a construct belongs to a chart, and not to one inside it. */
function isIn(construct: IConstruct, chart: Chart): boolean {
  return [...construct.node.scopes].reverse().find(Chart.isChart) === chart;
}

import { Names, YamlOutputType } from 'cdk8s';
import type { OrderedApp, OrderedChart } from './ordered-app';
import { type ObjectFile, type RenderedObject, renderChart, renderObject } from './render';

/** Divides an app into files named as `App.synth()` names them, for every `YamlOutputType`. */
export function* stockFiles({ app, charts, hasDependentCharts }: OrderedApp): Iterable<ObjectFile> {
  const extension = app.outputFileExtension;
  const nameOf = ({ chart }: OrderedChart, index: number): string => {
    const number = hasDependentCharts ? `${index.toString().padStart(4, '0')}-` : '';
    return `${number}${Names.toDnsLabel(chart)}`;
  };
  switch (app.yamlOutputType) {
    case YamlOutputType.FILE_PER_APP:
      if (charts.length > 0) yield { file: `app${extension}`, objects: renderAll(charts) };
      return;
    case YamlOutputType.FILE_PER_CHART:
      for (const [index, ordered] of charts.entries()) {
        yield { file: `${nameOf(ordered, index)}${extension}`, objects: renderChart(ordered) };
      }
      return;
    case YamlOutputType.FILE_PER_RESOURCE:
      for (const object of renderAll(charts)) {
        // An object whose class renders nothing has no name to be filed under.
        if (object.manifest === undefined) continue;
        const { kind, metadata } = object.manifest as { kind: string; metadata: { name: string } };
        yield { file: `${fileName(kind, metadata.name)}${extension}`, objects: [object] };
      }
      return;
    case YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE:
      for (const [index, ordered] of charts.entries()) {
        const folder = nameOf(ordered, index);
        for (const object of ordered.objects) {
          const file = `${folder}/${fileName(object.kind, object.metadata.name)}${extension}`;
          yield { file, objects: [renderObject(object)] };
        }
      }
  }
}

function* renderAll(charts: readonly OrderedChart[]): Iterable<RenderedObject> {
  for (const ordered of charts) yield* renderChart(ordered);
}

function fileName(kind: string, name: string | undefined): string {
  return `${kind}.${name}`.replace(/[^0-9a-zA-Z-_.]/g, '');
}

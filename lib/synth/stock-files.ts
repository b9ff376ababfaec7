import { Names, YamlOutputType } from 'cdk8s';
import type { OrderedApp, OrderedChart } from './ordered-app';
import { type ObjectFile, renderChart, renderObject } from './render';

/** Divides an app into files named as `App.synth()` names them, for every `YamlOutputType`. */
export function stockFiles({ app, charts, hasDependentCharts }: OrderedApp): ObjectFile[] {
  const extension = app.outputFileExtension;
  const nameOf = ({ chart }: OrderedChart, index: number): string => {
    const number = hasDependentCharts ? `${index.toString().padStart(4, '0')}-` : '';
    return `${number}${Names.toDnsLabel(chart)}`;
  };
  switch (app.yamlOutputType) {
    case YamlOutputType.FILE_PER_APP:
      return charts.length === 0 ? [] : [{ file: `app${extension}`, objects: charts.flatMap(renderChart) }];
    case YamlOutputType.FILE_PER_CHART:
      return charts.map((ordered, index) => ({
        file: `${nameOf(ordered, index)}${extension}`,
        objects: renderChart(ordered),
      }));
    case YamlOutputType.FILE_PER_RESOURCE:
      return charts.flatMap(renderChart).flatMap((object) => {
        // An object whose class renders nothing has no name to be filed under.
        if (object.manifest === undefined) return [];
        const { kind, metadata } = object.manifest as { kind: string; metadata: { name: string } };
        return { file: `${fileName(kind, metadata.name)}${extension}`, objects: [object] };
      });
    case YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE:
      return charts.flatMap((ordered, index) =>
        ordered.objects.map((object) => ({
          file: `${nameOf(ordered, index)}/${fileName(object.kind, object.metadata.name)}${extension}`,
          objects: [renderObject(object)],
        })),
      );
    default:
      return [];
  }
}

function fileName(kind: string, name: string | undefined): string {
  return `${kind}.${name}`.replace(/[^0-9a-zA-Z-_.]/g, '');
}

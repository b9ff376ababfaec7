import { carries } from '../kubernetes/label-selector';
import type { Labels } from '../values/labels';
import { topologyLabels } from '../values/topology-labels';
import type { MeshModel } from './mesh-model';
import { text } from './shape';
import type { Workload } from './workload';

/** Where pods run, as far as manifests tell. */
export interface Place {
  /** `region/zone/subzone`, empty where a node has none of them; undefined where nothing tells. */
  readonly locality: string | undefined;
  /** The node; empty where there is none, as for a WorkloadEntry. */
  readonly node: string | undefined;
}

const { region: regionLabel, zone: zoneLabel, subzone: subzoneLabel, host: hostLabel } = topologyLabels;

/**
 * Where a workload runs: what its WorkloadEntry or its label `topology.istio.io/locality` says, else what the labels of
 * its node say, where a Pod names one or all Nodes that a template may be put on are of one place.
 *
 * @see https://istio.io/latest/docs/tasks/traffic-management/locality-load-balancing/
 */
export function placeOf({ nodes }: Pick<MeshModel, 'nodes'>, workload: Workload): Place {
  const { labels, origin, object, template } = workload;
  if (origin === 'entry') {
    const { locality } = object.spec as { readonly locality?: unknown };
    return { locality: text(locality) || (localityLabel(labels) ?? ''), node: '' };
  }
  const { nodeName, nodeSelector = {} } = template.spec ?? {};
  const possible = nodes.filter((node) =>
    nodeName === undefined
      ? carries({ [hostLabel]: node.name, ...node.labels }, nodeSelector)
      : node.name === nodeName,
  );
  const localities = new Set(possible.map((node) => nodeLocality(node.labels)));
  const [only] = localities.size === 1 ? localities : [];
  const [node] = possible.length === 1 ? possible : [];
  return {
    locality: localityLabel(labels) ?? only ?? selectedLocality(nodeSelector),
    node: nodeName ?? node?.name ?? nodeSelector[hostLabel],
  };
}

/** In a label dots stand for slashes. */
function localityLabel(labels: Labels): string | undefined {
  const label = labels[topologyLabels.locality] ?? labels['istio-locality'];
  if (!label) return undefined;
  return label.includes('/') ? label : label.replaceAll('.', '/');
}

function nodeLocality(labels: Labels): string {
  const region = labels[regionLabel] ?? labels['failure-domain.beta.kubernetes.io/region'] ?? '';
  const zone = labels[zoneLabel] ?? labels['failure-domain.beta.kubernetes.io/zone'] ?? '';
  const subzone = labels[subzoneLabel] ?? '';
  return region === '' && zone === '' && subzone === '' ? '' : `${region}/${zone}/${subzone}`;
}

/** Nodes that are not among the objects are what pods select them by, where that says region and zone. */
function selectedLocality(selector: Labels): string | undefined {
  const region = selector[regionLabel];
  const zone = selector[zoneLabel];
  return region === undefined || zone === undefined
    ? undefined
    : `${region}/${zone}/${selector[subzoneLabel] ?? ''}`;
}

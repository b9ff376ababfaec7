import { RelabelRule } from './relabel-rule';

const found = (name: string) => `__meta_kubernetes_pod_${name}`;
const annotation = (name: string) => found(`annotation_prometheus_io_${name}`);

/**
 * Makes targets of the pods that ask for it by the annotations `prometheus.io/scrape`, `port`, `path`, `scheme` and
 * `param_…`. A pod is found once for each of its containers' ports; as all end at one address, they become one target.
 */
export const annotatedPodRules: readonly RelabelRule[] = [
  RelabelRule.keep([annotation('scrape')], 'true'),
  // Pods that are not there yet or no more have no metrics, but some still have an address.
  RelabelRule.drop([found('phase')], 'Pending|Succeeded|Failed'),
  RelabelRule.set('__scheme__', [annotation('scheme')], { matches: '(https?)' }),
  RelabelRule.set('__metrics_path__', [annotation('path')]),
  // An IPv6 address stands in brackets before a port, and only such an address has a colon.
  RelabelRule.set('__address__', [found('ip'), annotation('port')], {
    matches: '(.*:.*);(\\d+)',
    to: '[$1]:$2',
  }),
  RelabelRule.set('__address__', [found('ip'), annotation('port')], {
    matches: '([^:]+);(\\d+)',
    to: '$1:$2',
  }),
  RelabelRule.copyLabels(annotation('param_(.+)'), '__param_$1'),
  RelabelRule.copyLabels(found('label_(.+)')),
  // They say no more than the pod's name and make every series longer.
  RelabelRule.dropLabels('pod_template_(hash|generation)|controller_revision_hash'),
  RelabelRule.set('namespace', ['__meta_kubernetes_namespace']),
  RelabelRule.set('pod', [found('name')]),
  RelabelRule.set('node', [found('node_name')]),
];

/** A chart whose values are typed: where it lies below `manifests/charts` of an Istio release, and its type's name. */
export interface TypedChart {
  readonly name: 'base' | 'istiod' | 'gateway' | 'cni' | 'ztunnel';
  readonly folder: string;
  readonly type: string;
  /**
   * Keys that the chart knows and that its `values.yaml` shows only as a comment, or not at all because every chart
   * of Istio has them; written as paths, with an example from which the type is read.
   */
  readonly unlisted: Readonly<Record<string, unknown>>;
}

/** Which settings to start from; read by all of Istio's charts before anything else. */
const everyChart = { profile: '', platform: '', compatibilityVersion: '' };

export const typedCharts: readonly TypedChart[] = [
  { name: 'base', folder: 'base', type: 'BaseValues', unlisted: everyChart },
  {
    name: 'istiod',
    folder: 'istio-control/istio-discovery',
    type: 'IstiodValues',
    unlisted: {
      ...everyChart,
      'base.validationFailurePolicy': '',
      'global.platform': '',
      'global.podDNSSearchNamespaces': [''],
      'pdb.maxUnavailable': 1,
    },
  },
  {
    name: 'gateway',
    folder: 'gateway',
    type: 'GatewayValues',
    unlisted: { 'service.allocateLoadBalancerNodePorts': false, 'service.loadBalancerClass': '' },
  },
  {
    name: 'cni',
    folder: 'istio-cni',
    type: 'CniValues',
    unlisted: { ...everyChart, 'global.platform': '' },
  },
  {
    name: 'ztunnel',
    folder: 'ztunnel',
    type: 'ZtunnelValues',
    unlisted: { ...everyChart, 'global.platform': '' },
  },
];

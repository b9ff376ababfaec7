import {
  Destination,
  DestinationRule,
  type DestinationRuleProps,
  type IMeshService,
  LoadBalancer,
  Locality,
  MeshService,
  Subset,
  Workload,
} from '../../../lib/istio';
import { errorOf } from '../../error-of';
import { rendered, spec } from '../rendered';

const reviews = MeshService.named('reviews.demo.svc.cluster.local', { ports: { http: 9080 } });

describe('DestinationRule', () => {
  it('names subsets by labels, some with a policy of their own', () => {
    const subsets = {
      v1: { version: 'v1' },
      v2: Subset.labelled({ version: 'v2' }, { trafficPolicy: { proxyProtocol: 'V2' } }),
    };
    expect(spec((chart) => new DestinationRule(chart, 'reviews', { host: reviews, subsets }))).toEqual({
      host: 'reviews.demo.svc.cluster.local',
      subsets: [
        { name: 'v1', labels: { version: 'v1' } },
        { name: 'v2', labels: { version: 'v2' }, trafficPolicy: { proxyProtocol: { version: 'V2' } } },
      ],
    });
  });

  it('gives a subset as a destination with the port of the service', () => {
    rendered((chart) => {
      const rule = new DestinationRule(chart, 'reviews', {
        host: reviews,
        subsets: { v1: { version: 'v1' } },
      });
      expect(rule.subset('v1')).toEqual({ ...Destination.of(reviews), subset: 'v1', rule });
    });
  });

  it('rejects a subset that it does not have, and suggests the nearest', () => {
    rendered((chart) => {
      const rule = new DestinationRule(chart, 'reviews', {
        host: reviews,
        subsets: { v1: { version: 'v1' }, v2: { version: 'v2' } },
      });
      expect(() => rule.subset('v11' as 'v1')).toThrow(
        errorOf(
          "chart/reviews: the rule has no such subset, got 'v11'; did you mean 'v1'? known are 'v1', 'v2'",
        ),
      );
    });
  });

  it.each([
    [
      'a subset that is no DNS label',
      { V1: { version: 'v1' } },
      "chart/reviews: subsets.V1: the name of a subset must be a DNS label, got 'V1'; use at most 63 lower-case letters, digits and dashes",
    ],
    [
      'a subset without labels',
      { v1: {} },
      "chart/reviews: subsets.v1: a subset is chosen by its labels, got {}; write for example { version: 'v1' }, or Subset.wholeService() where that is meant",
    ],
  ])('rejects %s', (_, subsets, message) => {
    expect(() =>
      rendered((chart) => new DestinationRule<string>(chart, 'reviews', { host: reviews, subsets })),
    ).toThrow(errorOf(message));
  });

  it('can name the whole service, with a policy or without', () => {
    const trafficPolicy = { proxyProtocol: 'V2' } as const;
    const subsets = { plain: Subset.wholeService(), other: Subset.wholeService({ trafficPolicy }) };
    expect(spec((chart) => new DestinationRule(chart, 'reviews', { host: reviews, subsets }))).toEqual({
      host: 'reviews.demo.svc.cluster.local',
      subsets: [{ name: 'plain' }, { name: 'other', trafficPolicy: { proxyProtocol: { version: 'V2' } } }],
    });
  });

  it('lets a subset choose between localities by the outlier detection of the whole service', () => {
    const outlierDetection = { consecutive5xxErrors: 5 };
    const loadBalancer = LoadBalancer.default({ locality: Locality.enabled });
    const subsets = { v1: Subset.labelled({ version: 'v1' }, { trafficPolicy: { loadBalancer } }) };
    const build = (trafficPolicy: object) =>
      spec((chart) => new DestinationRule(chart, 'reviews', { host: reviews, subsets, ...trafficPolicy }));
    expect(build({ trafficPolicy: { outlierDetection } })).toMatchObject({ subsets: [{ name: 'v1' }] });
    expect(() => build({})).toThrow('a choice between localities has no effect without outlier detection');
  });

  it('may be for some of the clients in its namespace, and is then seen there only', () => {
    const workload = Workload.labelled({ app: 'curl' });
    const build = (props: Partial<DestinationRuleProps<never>>) =>
      spec((chart) => new DestinationRule(chart, 'reviews', { host: '*.local', workload, ...props }));
    const written = { host: '*.local', workloadSelector: { matchLabels: { app: 'curl' } } };
    expect(build({})).toEqual(written);
    expect(build({ exportTo: 'own-namespace' })).toEqual({ ...written, exportTo: ['.'] });
    expect(build({ exportTo: { namespaces: ['demo'] } })).toEqual({ ...written, exportTo: ['demo'] });
    const message = (got: string) =>
      `chart/reviews: exportTo: a rule for some workloads is for its own namespace only, got ${got}; write 'own-namespace' or leave exportTo out`;
    expect(() => build({ exportTo: 'every-namespace' })).toThrow(errorOf(message("'every-namespace'")));
    expect(() => build({ exportTo: { namespaces: ['demo', 'other'] } })).toThrow(
      errorOf(message("{ namespaces: [ 'demo', 'other' ] }")),
    );
    expect(() => build({ metadata: { namespace: 'other' }, exportTo: { namespaces: ['demo'] } })).toThrow(
      errorOf(message("{ namespaces: [ 'demo' ] }")),
    );
  });

  it('rejects clients of another namespace', () => {
    const workload = Workload.labelled({ app: 'curl' }, { namespace: 'other' });
    expect(() => rendered((chart) => new DestinationRule(chart, 'a', { host: reviews, workload }))).toThrow(
      "chart/a: workload: the object is for workloads of its own namespace, which is 'demo', got 'other'",
    );
  });

  it('rejects an address and a subset that no pod belongs to', () => {
    expect(() => rendered((chart) => new DestinationRule(chart, 'a', { host: '10.0.0.1' }))).toThrow(
      "chart/a: host: the host can't be an IP address, got '10.0.0.1'",
    );
    const subsets = { v1: { version: '*' } };
    expect(() => rendered((chart) => new DestinationRule(chart, 'a', { host: reviews, subsets }))).toThrow(
      "chart/a: subsets.v1.version: Kubernetes takes no label of this value, got '*'",
    );
  });

  it('chooses a port of its service, which it does not wait for', () => {
    rendered((chart) => {
      const ports = [80, 81].map((number) => ({ name: `p${number}`, number }));
      const host: IMeshService = { kind: 'service', host: 'a.example.com', ports, construct: chart };
      const rule = new DestinationRule(chart, 'a', { host, subsets: { v1: { version: 'v1' } } });
      expect(rule.node.dependencies).toEqual([]);
      expect(rule.subset('v1', { port: 'p81' })).toMatchObject({ port: 'p81', rule });
      expect(() => rule.subset('v1')).toThrow(
        errorOf(
          "chart/a: a.example.com has several ports and none was chosen, got [ 'p80', 'p81' ]; name one, such as Destination.of(service, { port: 'p80' })",
        ),
      );
    });
  });
});

import {
  Destination,
  DestinationRule,
  type DestinationRuleProps,
  LoadBalancer,
  Locality,
  MeshService,
  Subset,
  Workload,
} from '../../../lib/istio';
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
      expect(rule.subset('v1')).toEqual({ ...Destination.of(reviews), subset: 'v1', constructs: [rule] });
    });
  });

  it('rejects a subset that it does not have, and suggests the nearest', () => {
    rendered((chart) => {
      const rule = new DestinationRule(chart, 'reviews', {
        host: reviews,
        subsets: { v1: { version: 'v1' }, v2: { version: 'v2' } },
      });
      expect(() => rule.subset('v11' as 'v1')).toThrow(
        new Error(
          "chart/reviews: the rule has no such subset, got 'v11'; did you mean 'v1'? known are 'v1', 'v2'",
        ),
      );
    });
  });

  it.each([
    [
      'a subset that is no DNS label',
      { V1: { version: 'v1' } },
      "chart/reviews: a subset is named by a DNS label, got 'V1'; use lower-case letters, digits and dashes, such as 'v1'",
    ],
    [
      'a subset without labels',
      { v1: {} },
      "chart/reviews: the subset 'v1' has no labels, got {}; write for example { version: 'v1' }, or Subset.wholeService() where that is meant",
    ],
  ])('rejects %s', (_, subsets, message) => {
    expect(() =>
      rendered((chart) => new DestinationRule<string>(chart, 'reviews', { host: reviews, subsets })),
    ).toThrow(new Error(message));
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
      `chart/reviews: a rule for some workloads is for its own namespace only, got ${got}; write 'own-namespace' or leave exportTo out`;
    expect(() => build({ exportTo: 'every-namespace' })).toThrow(new Error(message("'every-namespace'")));
    expect(() => build({ exportTo: { namespaces: ['demo', 'other'] } })).toThrow(
      new Error(message("{ namespaces: [ 'demo', 'other' ] }")),
    );
    expect(() => build({ metadata: { namespace: 'other' }, exportTo: { namespaces: ['demo'] } })).toThrow(
      new Error(message("{ namespaces: [ 'demo' ] }")),
    );
  });

  it('rejects clients of another namespace', () => {
    const workload = Workload.labelled({ app: 'curl' }, { namespace: 'other' });
    expect(() => rendered((chart) => new DestinationRule(chart, 'a', { host: reviews, workload }))).toThrow(
      "chart/a: the object is for workloads of its own namespace, which is 'demo', got 'other'",
    );
  });

  it('rejects an address and a subset that no pod belongs to', () => {
    expect(() => rendered((chart) => new DestinationRule(chart, 'a', { host: '10.0.0.1' }))).toThrow(
      "the host of a DestinationRule can't be an IP address, got '10.0.0.1'",
    );
    const subsets = { v1: { version: '*' } };
    expect(() => rendered((chart) => new DestinationRule(chart, 'a', { host: reviews, subsets }))).toThrow(
      "the subset 'v1' is chosen by a label that no pod can carry, got { version: '*' }",
    );
  });

  it('is written after the service that it is for, and chooses a port of it', () => {
    rendered((chart) => {
      const ports = [80, 81].map((number) => ({ name: `p${number}`, number }));
      const host = { host: 'a.example.com', ports, construct: chart } as const;
      const rule = new DestinationRule(chart, 'a', { host, subsets: { v1: { version: 'v1' } } });
      expect(rule.node.dependencies).toEqual([chart]);
      expect(rule.subset('v1', { port: 'p81' })).toMatchObject({ port: 81, constructs: [chart, rule] });
    });
  });
});

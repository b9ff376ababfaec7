import { Destination, DestinationRule, MeshService, Subset } from '../../lib/istio';
import { rendered, spec } from './rendered';

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
});

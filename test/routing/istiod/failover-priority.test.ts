import { IstioRelease } from '../../../lib/release/istio-release';
import { namespace, service } from '../world';
import { ask, outlier, pods, rule, world } from './places';

describe('labels that pods share with the client', () => {
  const labelled = (app: string, name: string, labels: string) =>
    pods(app, name, 'eu.a.1').replace('topology.istio.io/locality: eu.a.1', labels);
  const labels = [
    namespace('demo'),
    service('demo', 'reviews'),
    labelled('curl', 'curl', 'rack: one, tier: web'),
    labelled('reviews', 'both', 'rack: one, tier: web'),
    labelled('reviews', 'rack', 'rack: one'),
    labelled('reviews', 'tier', 'rack: two, tier: web'),
  ].join('');
  const priority = (list: string, more = '') =>
    rule(`${outlier}, loadBalancer: { localityLbSetting: { failoverPriority: [${list}]${more} } }`);

  it('decide in their order, where a later one does not make up for an earlier one', () => {
    expect(ask(labels + priority('rack, tier'))).toEqual({
      shares: ['undefined 0 100 demo/both', 'undefined 1 0 demo/rack', 'undefined 2 0 demo/tier'],
      notes: [],
      notModelled: [],
    });
    expect(ask(labels + priority('tier=web, rack')).shares).toEqual([
      'undefined 0 100 demo/both',
      'undefined 1 0 demo/tier',
      'undefined 2 0 demo/rack',
    ]);
    expect(ask(labels + priority('rack=two')).shares).toEqual([
      'undefined 0 100 demo/tier',
      'undefined 1 0 demo/both,demo/rack',
    ]);
  });

  it('are asked before places where regions to fall over to are named, too', () => {
    const tiers = world.replace('app: curl,', 'app: curl, tier: web,');
    const two = tiers.replace(
      '{ app: reviews, topology.istio.io/locality: us.a.1',
      '{ tier: web, app: reviews, topology.istio.io/locality: us.a.1',
    );
    expect(ask(two + priority('tier', ', failover: [{ from: eu, to: asia }]')).shares).toEqual([
      'us/a/1 0 100 demo/west',
      'eu/a/1 1 0 demo/here',
      'eu/b/1 2 0 demo/near',
      'asia/a/1 3 0 demo/east',
    ]);
  });

  it('count for nothing without outlier detection, which is said', () => {
    const without = rule('loadBalancer: { localityLbSetting: { failoverPriority: [rack] } }');
    expect(ask(labels + without)).toEqual({
      shares: undefined,
      notes: [
        'failoverPriority of DestinationRule demo/reviews counts for nothing without outlierDetection: all pods are asked alike',
      ],
      notModelled: [],
    });
  });

  it('of another network come last, from 1.31 on in their order', () => {
    const far = labels
      .replace(
        '{ app: reviews, rack: one, tier: web }',
        '{ app: reviews, rack: one, tier: web, topology.istio.io/network: far }',
      )
      .replace(
        '{ app: reviews, rack: two, tier: web }',
        '{ app: reviews, rack: two, tier: web, topology.istio.io/network: far }',
      );
    const set = far + priority('topology.istio.io/network, rack');
    expect(ask(set).shares).toEqual(['undefined 0 100 demo/rack', 'undefined 1 0 demo/both,demo/tier']);
    expect(ask(set, { release: IstioRelease.of('1.31') }).shares).toEqual([
      'undefined 0 100 demo/rack',
      'undefined 1 0 demo/both',
      'undefined 2 0 demo/tier',
    ]);
  });
});

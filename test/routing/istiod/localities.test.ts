import { deployments, istio, meshOf, namespace, service } from '../world';

const pods = (app: string, name: string, locality: string) => `
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: demo }
spec:
  template:
    metadata: { labels: { app: ${app}, topology.istio.io/locality: ${locality} } }
    spec: { containers: [{ name: app, image: app }] }
`;
const world = [
  namespace('demo'),
  service('demo', 'reviews'),
  pods('curl', 'curl', 'eu.a.1'),
  pods('reviews', 'here', 'eu.a.1'),
  pods('reviews', 'near', 'eu.b.1'),
  pods('reviews', 'west', 'us.a.1'),
  pods('reviews', 'east', 'asia.a.1'),
].join('');
const rule = (policy: string) =>
  istio(
    'networking',
    'DestinationRule',
    'demo',
    'reviews',
    `{ host: reviews, trafficPolicy: { ${policy} } }`,
  );
const ask = (yaml: string) => {
  const { destinations, notes } = meshOf(yaml)
    .request({ from: 'demo/curl', url: 'http://reviews/' })
    .toJSON();
  const shares = destinations[0]?.localities?.map(
    ({ locality, priority, percent, workloads }) => `${locality} ${priority} ${percent} ${workloads.join()}`,
  );
  return { shares, notes };
};
const outlier = 'outlierDetection: { consecutive5xxErrors: 1 }';

describe('pods in several places', () => {
  it('are asked the nearest first where unhealthy ones are noticed', () => {
    expect(ask(world + rule(outlier)).shares).toEqual([
      'eu/a/1 0 100 demo/here',
      'eu/b/1 1 0 demo/near',
      'us/a/1 2 0 demo/west',
      'asia/a/1 2 0 demo/east',
    ]);
    const failover = `${outlier}, loadBalancer: { localityLbSetting: { failover: [{ from: eu, to: asia }] } }`;
    expect(ask(world + rule(failover)).shares?.slice(2)).toEqual([
      'asia/a/1 2 0 demo/east',
      'us/a/1 3 0 demo/west',
    ]);
  });

  it('are asked by weights where the rule distributes', () => {
    const distribute =
      'loadBalancer: { localityLbSetting: { distribute: [{ from: us/*, to: { us/*: 100 } }, { from: eu/*, to: { eu/*: 80, us/a/*: 20 } }] } }';
    expect(ask(world + rule(distribute))).toEqual({
      shares: ['eu/a/1 0 40 demo/here', 'eu/b/1 0 40 demo/near', 'us/a/1 0 20 demo/west'],
      notes: [],
    });
  });

  it('are asked alike where nothing is said, locality counts not, or a place is unknown', () => {
    expect(ask(world).shares).toBeUndefined();
    const off = `${outlier}, loadBalancer: { localityLbSetting: { enabled: false } }`;
    expect(ask(world + rule(off))).toEqual({ shares: undefined, notes: [] });
    const somewhere = deployments('demo', 'reviews', 'v1');
    const set = `${outlier}, loadBalancer: { localityLbSetting: { failover: [{ from: eu, to: us }] } }`;
    expect(ask(world + somewhere + rule(set))).toEqual({
      shares: undefined,
      notes: ['which pods of reviews.demo.svc.cluster.local answer is decided by where they run'],
    });
  });
});

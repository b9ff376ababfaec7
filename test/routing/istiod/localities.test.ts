import { ask, outlier, rule, world } from './places';

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
      notModelled: [],
    });
  });

  it('are asked alike where nothing is said, or locality counts not', () => {
    expect(ask(world).shares).toBeUndefined();
    const off = `${outlier}, loadBalancer: { localityLbSetting: { enabled: false } }`;
    expect(ask(world + rule(off))).toEqual({ shares: undefined, notes: [], notModelled: [] });
  });

  it('count by their replicas', () => {
    const more = world.replace('name: near, namespace: demo }\nspec:', '$&\n  replicas: 3');
    expect(more).not.toEqual(world);
    const distribute =
      'loadBalancer: { localityLbSetting: { distribute: [{ from: "*", to: { eu/*: 100 } }] } }';
    expect(ask(more + rule(distribute)).shares).toEqual(['eu/a/1 0 25 demo/here', 'eu/b/1 0 75 demo/near']);
  });
});

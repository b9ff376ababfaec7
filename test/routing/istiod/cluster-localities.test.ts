import { IstioRelease } from '../../../lib/release/istio-release';
import { deployments, istio, meshOf, namespace, service } from '../world';
import { ask, outlier, pods, rule, world } from './places';

describe('where pods run', () => {
  const node = (name: string, region: string, zone: string) => `
---
apiVersion: v1
kind: Node
metadata: { name: ${name}, labels: { topology.kubernetes.io/region: ${region}, topology.kubernetes.io/zone: ${zone} } }
`;
  const pod = (app: string, name: string, on: string) => `
---
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: demo, labels: { app: ${app} } }
spec: { nodeName: ${on}, containers: [{ name: app, image: app }, { name: istio-proxy, image: proxy }] }
`;
  const nodes = node('n1', 'eu', 'a') + node('n2', 'eu', 'a') + node('n3', 'eu', 'b');
  const placed = [
    namespace('demo'),
    nodes,
    pod('curl', 'curl', 'n1'),
    pod('reviews', 'same-node', 'n1'),
    pod('reviews', 'same-zone', 'n2'),
    pod('reviews', 'far', 'n3'),
  ].join('');
  const wish = (text: string) => service('demo', 'reviews').replace('spec: {', `spec: { ${text},`);
  const distribution = (value: string) => wish(`trafficDistribution: ${value}`);

  it('is told by the labels of their nodes, and near ones are asked first where the Service wishes it', () => {
    for (const value of ['PreferClose', 'PreferSameZone']) {
      expect(ask(placed + distribution(value)).shares).toEqual([
        'eu/a/ 0 100 demo/same-node,demo/same-zone',
        'eu/b/ 1 0 demo/far',
      ]);
    }
    expect(ask(placed + distribution('PreferSameNode')).shares).toEqual([
      'eu/a/ 0 100 demo/same-node',
      'eu/a/ 1 0 demo/same-zone',
      'eu/b/ 2 0 demo/far',
    ]);
  });

  it('counts by annotations of the Service in any case, and of its namespace from 1.30 on', () => {
    const annotated = (of: string, value: string) =>
      of.replace(
        'labels: {',
        `annotations: { networking.istio.io/traffic-distribution: ${value} }, labels: {`,
      );
    const own = service('demo', 'reviews').replace(
      'namespace: demo }',
      'namespace: demo, annotations: { networking.istio.io/traffic-distribution: prefersamenode } }',
    );
    expect(ask(placed + own).shares).toHaveLength(3);
    const inherited = annotated(placed, 'PreferClose') + service('demo', 'reviews');
    expect(ask(inherited).shares).toHaveLength(2);
    expect(ask(inherited, { release: IstioRelease.of('1.29') }).shares).toBeUndefined();
  });

  it('is followed by the rule before the wish of the Service', () => {
    const off = rule(`${outlier}, loadBalancer: { localityLbSetting: { enabled: false } }`);
    expect(ask(placed + distribution('PreferClose') + off).shares).toBeUndefined();
  });

  it('differs by release: what an older one does not follow or know', () => {
    expect(ask(placed + distribution('PreferClose'), { release: IstioRelease.of('1.24') })).toEqual({
      shares: undefined,
      notes: [
        'Istio 1.24 does not follow trafficDistribution PreferClose of reviews.demo.svc.cluster.local at proxies',
      ],
      notModelled: [],
    });
    expect(ask(placed + distribution('PreferSameNode'), { release: IstioRelease.of('1.26') }).notes).toEqual([
      'Istio 1.26 does not follow trafficDistribution PreferSameNode of reviews.demo.svc.cluster.local at proxies',
    ]);
    const subzones = placed.replace(
      'topology.kubernetes.io/zone: a }',
      'topology.kubernetes.io/zone: a, topology.istio.io/subzone: s }',
    );
    expect(
      ask(subzones + distribution('PreferClose'), { release: IstioRelease.of('1.26') }).shares,
    ).toHaveLength(3);
    expect(ask(subzones + distribution('PreferClose'), { release: IstioRelease.of('1.27') }).shares).toEqual([
      'eu/a/s 0 50 demo/same-node',
      'eu/a/ 0 50 demo/same-zone',
      'eu/b/ 1 0 demo/far',
    ]);
  });

  it('is the same for ztunnel, which knows no rules, and is left to the cluster without a proxy', () => {
    const plain = placed.replaceAll(', { name: istio-proxy, image: proxy }', '');
    const ambient = plain
      .replaceAll('app: curl }', 'app: curl }, annotations: { ambient.istio.io/redirection: enabled }')
      .replaceAll('app: reviews }', 'app: reviews }, annotations: { ambient.istio.io/redirection: enabled }');
    expect(ask(ambient + distribution('PreferClose')).shares).toEqual([
      'eu/a/ 0 100 demo/same-node,demo/same-zone',
      'eu/b/ 1 0 demo/far',
    ]);
    expect(ask(plain + distribution('PreferClose')).notModelled).toEqual([
      "which pods of reviews.demo.svc.cluster.local are asked first (trafficDistribution PreferClose): the cluster's own proxy decides",
    ]);
  });

  it('is said where manifests do not tell it', () => {
    const somewhere = world + deployments('demo', 'reviews', 'v1');
    const set = `${outlier}, loadBalancer: { localityLbSetting: { failover: [{ from: eu, to: us }] } }`;
    expect(ask(somewhere + rule(set))).toEqual({
      shares: undefined,
      notes: [],
      notModelled: [
        'which pods of reviews.demo.svc.cluster.local are asked first (failover of DestinationRule demo/reviews): manifests do not tell where demo/reviews-v1 runs; label its pods topology.istio.io/locality, or give Pods and Nodes',
      ],
    });
    expect(
      ask(world.replace(service('demo', 'reviews'), distribution('PreferSameNode'))).notModelled,
    ).toEqual([
      'which pods of reviews.demo.svc.cluster.local are asked first (trafficDistribution PreferSameNode): manifests do not tell on which node demo/curl runs; give its Pods with nodeName',
    ]);
  });

  it('is told by what templates select their nodes by', () => {
    const chosen = (name: string, app: string, selector: string) =>
      pods(app, name, 'x')
        .replace(', topology.istio.io/locality: x', '')
        .replace('spec: { containers', `spec: { nodeSelector: { ${selector} }, containers`);
    const zone = (letter: string) =>
      `topology.kubernetes.io/region: eu, topology.kubernetes.io/zone: ${letter}`;
    const templates = [
      namespace('demo'),
      distribution('PreferClose'),
      chosen('curl', 'curl', zone('a')),
      chosen('here', 'reviews', zone('a')),
      chosen('far', 'reviews', zone('b')),
    ].join('');
    const shares = ['eu/a/ 0 100 demo/here', 'eu/b/ 1 0 demo/far'];
    expect(ask(templates).shares).toEqual(shares);
    expect(ask(templates.replaceAll('topology.kubernetes.io/region: eu, ', '') + nodes).shares).toEqual(
      shares,
    );
  });

  it("leaves only the pods of the client's node with internalTrafficPolicy Local", () => {
    const local = wish('internalTrafficPolicy: Local');
    const answer = (yaml: string) =>
      meshOf(yaml).request({ from: 'demo/curl', url: 'http://reviews/' }).toJSON();
    expect(answer(placed + local).destinations[0]?.workloads.map(({ name }) => name)).toEqual(['same-node']);
    expect(answer(world.replace(service('demo', 'reviews'), local)).notModelled).toEqual([
      "internalTrafficPolicy Local leaves only the pods of reviews.demo.svc.cluster.local on the client's node: manifests do not tell on which node demo/curl runs; give its Pods with nodeName",
    ]);
  });

  it('is said not to tell what zone-aware load balancing does', () => {
    const set = rule('loadBalancer: { zoneAwareLbSetting: {} }');
    expect(ask(world + set, { release: IstioRelease.of('1.31') })).toEqual({
      shares: undefined,
      notes: [],
      notModelled: [
        'zoneAwareLbSetting of DestinationRule demo/reviews shares out the requests by how many pods each zone has: how many go where is not told',
      ],
    });
  });

  it('is said not to be told by labels where DNS resolves the addresses of several places', () => {
    const entry = (where: string) =>
      istio(
        'networking',
        'ServiceEntry',
        'demo',
        'reviews',
        `{ hosts: [ext.test], ports: [{ number: 80, name: http, protocol: HTTP }], resolution: DNS, endpoints:
          [{ address: a.test, locality: eu/a }, { address: b.test, locality: ${where} }] }`,
        ', annotations: { networking.istio.io/traffic-distribution: PreferClose }',
      );
    const told = (yaml: string) =>
      meshOf(placed + yaml)
        .request({ from: 'demo/curl', url: 'http://ext.test/' })
        .toJSON();
    expect(told(entry('us/a')).notModelled).toEqual([
      'which addresses of ext.test are asked first: istiod mixes up places by labels where DNS resolves the addresses',
    ]);
    expect(told(entry('eu/a')).destinations[0]?.localities).toHaveLength(1);
  });

  it('is told of endpoints that stand in a ServiceEntry', () => {
    const entry = istio(
      'networking',
      'ServiceEntry',
      'demo',
      'reviews',
      `{ hosts: [ext.test], ports: [{ number: 80, name: http, protocol: HTTP }], resolution: STATIC, endpoints:
        [{ address: 10.0.0.1, locality: eu/a, weight: 3 }, { address: 10.0.0.2, locality: us/a }, { address: 10.0.0.3, locality: eu/a }] }`,
      ', annotations: { networking.istio.io/traffic-distribution: PreferClose }',
    );
    const { destinations } = meshOf(placed + entry)
      .request({ from: 'demo/curl', url: 'http://ext.test/' })
      .toJSON();
    expect(destinations[0]?.localities).toEqual([
      { locality: 'eu/a', priority: 0, percent: 100, workloads: ['10.0.0.1', '10.0.0.3'] },
      { locality: 'us/a', priority: 1, percent: 0, workloads: ['10.0.0.2'] },
    ]);
  });
});

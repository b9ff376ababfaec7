import '../../lib/jest';
import { deployments, istio, meshOf, namespace, service } from '../routing/world';

const world = `${namespace('demo')}${deployments('demo', 'reviews', 'v1', 'v2')}${service('demo', 'reviews')}${deployments('demo', 'curl', 'v1')}${istio(
  'networking',
  'DestinationRule',
  'demo',
  'reviews',
  '{ host: reviews, subsets: [{ name: v1, labels: { version: v1 } }, { name: v2, labels: { version: v2 } }] }',
)}${istio(
  'networking',
  'VirtualService',
  'demo',
  'reviews',
  '{ hosts: [reviews], http: [{ match: [{ uri: { exact: /old } }], redirect: { uri: /new } }, { match: [{ uri: { exact: /v1 } }], route: [{ destination: { host: reviews, subset: v1 } }] }, { route: [{ destination: { host: reviews, subset: v1 }, weight: 90 }, { destination: { host: reviews, subset: v2 }, weight: 10 }] }] }',
)}`;
const guarded = `${world}${istio('security', 'AuthorizationPolicy', 'demo', 'callers', '{ selector: { matchLabels: { app: reviews } }, rules: [{ from: [{ source: { principals: [cluster.local/ns/demo/sa/curl] } }] }] }')}`;
const from = (name: string, path: string, yaml = world) =>
  meshOf(yaml).request({ from: `demo/${name}`, url: `http://reviews${path}` });
const failure = (run: () => void): string => {
  try {
    run();
  } catch (error) {
    return (error as Error).message;
  }
  return 'it passed';
};

describe('matchers of requests', () => {
  it('know where they go', () => {
    expect(from('curl-v1', '/v1')).toReach('reviews', 'v1');
    expect(from('curl-v1', '/v1')).toReach('demo/reviews');
    const others = `${world}${namespace('other')}${service('other', 'reviews')}`;
    expect(from('curl-v1', '/v1', others)).not.toReach('other/reviews');
    expect(from('curl-v1', '/v1')).not.toReach('www.example.com');
    expect(from('curl-v1', '/v1')).toReach({ host: 'reviews.demo.svc.cluster.local' });
    expect(from('curl-v1', '/v1')).toReach({ metadata: { namespace: 'demo', name: 'reviews' } });
    expect(from('curl-v1', '/v1')).not.toReach('reviews', 'v2');
    expect(from('curl-v1', '/')).toSplit({ v1: 90, v2: 10 });
    expect(from('curl-v1', '/')).not.toSplit({ v1: 100 });
    expect(from('curl-v1', '/old')).toRedirectTo('http://reviews/new');
    expect(from('curl-v1', '/old')).toBeAnsweredWith(301);
  });

  it('know services of a ServiceEntry by its name', () => {
    const bank = istio(
      'networking',
      'ServiceEntry',
      'demo',
      'bank',
      '{ hosts: [pay.example.com], location: MESH_EXTERNAL, resolution: DNS, ports: [{ name: http, number: 80, protocol: HTTP }] }',
    );
    const answer = meshOf(`${world}${bank}`).request({
      from: 'demo/curl-v1',
      url: 'http://pay.example.com/',
    });
    expect(answer).toReach('demo/bank');
    expect(answer).not.toReach('demo/reviews');
  });

  it.each([
    ['revews', "'reviews'"],
    ['demo/revews', "'reviews.demo'"],
    ['revews.demo', "'reviews.demo'"],
    ['other/reviews', "'reviews.demo'"],
    ['revews.demo.svc.cluster.local', "'reviews.demo.svc.cluster.local'"],
  ])('reject a service %s that is not there, which .not would pass', (name, known) => {
    const mistyped = `no service has this name, got '${name}'`;
    const mesh = meshOf(guarded);
    const answer = from('curl-v1', '/v1');
    for (const run of [
      () => expect(answer).not.toReach(name),
      () => expect(answer).toReach(name),
      () => expect(mesh).not.toDenyAnonymous(name),
      () => expect(mesh).not.toDenyCalls({ from: 'demo/curl-v1', to: name }),
      () => expect(mesh).not.toAllowOnly(name, ['demo/curl-v1']),
    ]) {
      expect(failure(run)).toContain(mistyped);
      expect(failure(run)).toContain(known);
    }
  });

  it('reject a subset and a policy that are not there', () => {
    expect(() => expect(from('curl-v1', '/v1')).not.toReach('reviews', 'v3')).toThrow(
      "toReach: subset: no DestinationRule has a subset of this name, got 'v3'; did you mean 'v1'? known are 'v1', 'v2'",
    );
    expect(() => expect(from('curl-v1', '/v1', guarded)).not.toBeDenied({ by: 'demo/callrs' })).toThrow(
      "toBeDenied: by: no AuthorizationPolicy has this name, got 'demo/callrs'; did you mean 'demo/callers'? known are 'demo/callers'",
    );
  });

  it('know who denies them', () => {
    expect(from('reviews-v1', '/v1', guarded)).toBeDenied({ by: 'callers' });
    expect(from('reviews-v1', '/v1', guarded)).toBeDenied({
      by: { metadata: { namespace: 'demo', name: 'callers' } },
    });
    expect(from('curl-v1', '/v1', guarded)).not.toBeDenied();
  });

  it('tell the story where they fail', () => {
    expect(failure(() => expect(from('curl-v1', '/v1')).toBeDenied())).toContain(
      'expected the request to be denied\n\nGET http://reviews/v1 from demo/curl-v1\n→ reviews.demo.svc.cluster.local:80 subset v1',
    );
    expect(failure(() => expect(from('curl-v1', '/v1')).toSplit({ v2: 100 }))).toContain(
      'expected the request to split v2 100%, not v1 100%',
    );
  });
});

describe('matchers of meshes', () => {
  it('know who may call whom, whatever the request', () => {
    expect(meshOf(guarded)).toDenyAnonymous('reviews.demo');
    expect(meshOf(guarded)).toDenyCalls({ from: 'demo/reviews-v1', to: 'reviews.demo' });
    expect(meshOf(guarded)).toAllowOnly('reviews.demo', ['demo/curl-v1']);
    expect(meshOf(guarded)).not.toAllowOnly('reviews.demo', []);
    const curl = { name: 'curl', namespace: 'demo', labels: { app: 'curl' } };
    expect(meshOf(guarded)).toAllowOnly('reviews.demo', [curl]);
    expect(meshOf(guarded)).not.toDenyCalls({ from: curl, to: 'reviews.demo' });
    const reviews = { namespace: 'demo', labels: { app: 'reviews' } };
    expect(meshOf(guarded)).toDenyCalls({ from: reviews, to: 'reviews.demo' });
    expect(meshOf(guarded)).not.toAllowOnly('reviews.demo', [reviews]);
    const idle = `${guarded}${service('demo', 'idle')}`;
    expect(meshOf(idle)).not.toDenyAnonymous('idle');
  });

  it('reject a caller that is none, of whom anything would hold', () => {
    const ask = () => expect(meshOf(guarded)).toDenyCalls({ from: 'demo/reviws-v1', to: 'reviews.demo' });
    expect(ask).toThrow(
      "toDenyCalls: from: no workload has this name, got 'demo/reviws-v1'; did you mean 'demo/reviews-v1'?",
    );
    const nobody = { namespace: 'demo', labels: { app: 'nobody' } };
    expect(() => expect(meshOf(guarded)).toDenyCalls({ from: nobody, to: 'reviews.demo' })).toThrow(
      "toDenyCalls: from: no workload has this name, got { namespace: 'demo', labels: { app: 'nobody' } }; known are",
    );
  });

  it('show a request that proves the contrary', () => {
    const open = `${world}${istio('security', 'AuthorizationPolicy', 'demo', 'open', '{ rules: [{ to: [{ operation: { paths: [/public*] } }] }] }')}`;
    expect(failure(() => expect(meshOf(open)).toDenyAnonymous('reviews.demo'))).toBe(
      'expected that nobody without an identity may call reviews.demo, but:\n  anybody without an identity: partly, such as GET http://reviews.demo.svc.cluster.local:80/public',
    );
  });

  it('know what the requests met', () => {
    const mesh = meshOf(world);
    mesh.request({ from: 'demo/curl-v1', url: 'http://reviews/' });
    expect(mesh).toHaveCoverage({ routes: 33, policies: 100 });
    expect(failure(() => expect(mesh).toHaveCoverage({ routes: 100 }))).toBe(
      'expected the requests to meet 100% of the routes, they met 33.3%\n  never: VirtualService demo/reviews route 0 match 0\n  never: VirtualService demo/reviews route 1 match 0',
    );
  });
});

import { ambient, call, meshOf, reviews, security, short, using, waypoint } from './world';

describe('ambient mode', () => {
  it('judges by identity and port at the node', () => {
    const policy = security(
      'AuthorizationPolicy',
      'demo',
      'a',
      '{ selector: { matchLabels: { app: reviews } }, rules: [{ from: [{ source: { principals: [cluster.local/ns/demo/sa/curl] } }] }] }',
    );
    expect(short(meshOf(ambient + policy).request(call('demo/curl-v1', 'http://reviews/')))).toBe(
      `forward ${reviews} 100`,
    );
    expect(short(meshOf(ambient + policy).request(call('demo/reviews-v1', 'http://reviews/')))).toBe(
      `deny ${reviews} 100`,
    );
    const path = policy.replace(
      'principals: [cluster.local/ns/demo/sa/curl] } }]',
      "principals: ['*'] } }], to: [{ operation: { paths: [/a] } }]",
    );
    expect(meshOf(ambient + path).request(call('demo/curl-v1', 'http://reviews/a')).decision).toBe('deny');
  });

  it('routes and judges requests at a waypoint', () => {
    const route = `
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: reviews, namespace: demo }
spec:
  parentRefs: [{ group: '', kind: Service, name: reviews }]
  rules: [{ matches: [{ path: { value: /a } }], backendRefs: [{ name: reviews, port: 80 }] }]
`;
    const policy = security(
      'AuthorizationPolicy',
      'demo',
      'a',
      "{ targetRefs: [{ group: '', kind: Service, name: reviews }], rules: [{ to: [{ operation: { methods: [GET] } }] }] }",
    );
    const mesh = meshOf(using + waypoint + route + policy);
    expect(short(mesh.request(call('demo/curl-v1', 'http://reviews/a')))).toBe(`forward ${reviews} 100`);
    expect(short(mesh.request(call('demo/curl-v1', 'http://reviews/b')))).toBe('no-route 404');
    expect(short(mesh.request({ ...call('demo/curl-v1', 'http://reviews/a'), method: 'PUT' }))).toBe(
      'deny 403',
    );
  });
});

import { call, deployments, istio, meshOf, namespace, service } from './world';

describe('what requests met', () => {
  const mesh = meshOf(
    `${namespace('demo')}${deployments('demo', 'reviews', 'v1')}${service('demo', 'reviews')}${deployments('demo', 'curl', 'v1')}${istio(
      'networking',
      'VirtualService',
      'demo',
      'reviews',
      '{ hosts: [reviews], http: [{ match: [{ uri: { exact: /a } }, { uri: { exact: /b } }], route: [{ destination: { host: reviews } }] }, { route: [{ destination: { host: reviews } }] }] }',
    )}${istio('security', 'AuthorizationPolicy', 'demo', 'reviews', '{ selector: { matchLabels: { app: reviews } }, rules: [{ to: [{ operation: { methods: [GET] } }] }, { to: [{ operation: { methods: [PUT] } }] }] }')}`,
  );

  it('is told of connections apart from requests', () => {
    const db = `${namespace('demo')}${deployments('demo', 'db', 'v1')}${service('demo', 'db', 5432, 'tcp')}${deployments('demo', 'curl', 'v1')}${istio(
      'networking',
      'VirtualService',
      'demo',
      'db',
      '{ hosts: [db], http: [{ route: [{ destination: { host: db } }] }], tcp: [{ match: [{ port: 1 }, { port: 5432 }], route: [{ destination: { host: db } }] }] }',
    )}`;
    const connected = meshOf(db);
    const answer = connected.request(call('demo/curl-v1', 'http://db:5432/')).toJSON();
    expect([answer.route, answer.match]).toEqual([{ index: 0 }, { index: 1 }]);
    expect(connected.coverage().routes).toEqual({
      percent: 33.3,
      met: ['VirtualService demo/db tcp route 0 match 1'],
      missed: ['VirtualService demo/db route 0', 'VirtualService demo/db tcp route 0 match 0'],
    });
  });

  it('is told by route, match and rule', () => {
    mesh.request(call('demo/curl-v1', 'http://reviews/a'));
    mesh.request(call('demo/curl-v1', 'http://reviews/x'));
    expect(mesh.coverage()).toEqual({
      routes: {
        percent: 66.7,
        met: ['VirtualService demo/reviews route 0 match 0', 'VirtualService demo/reviews route 1'],
        missed: ['VirtualService demo/reviews route 0 match 1'],
      },
      policies: {
        percent: 50,
        met: ['AuthorizationPolicy demo/reviews rule 0'],
        missed: ['AuthorizationPolicy demo/reviews rule 1'],
      },
    });
  });
});

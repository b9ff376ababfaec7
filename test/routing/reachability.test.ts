import fc from 'fast-check';
import { deployments, istio, meshOf, namespace, service } from './world';

const world = `${namespace('demo')}${deployments('demo', 'ratings', 'v1')}${service('demo', 'ratings')}${deployments('demo', 'reviews', 'v1')}${deployments('demo', 'curl', 'v1')}`;
const policy = (spec: string, name = 'ratings') =>
  istio('security', 'AuthorizationPolicy', 'demo', name, spec);
const strict = istio('security', 'PeerAuthentication', 'demo', 'default', '{ mtls: { mode: STRICT } }');

const calls = (yaml: string) =>
  Object.fromEntries(
    meshOf(world + yaml)
      .reachability({ to: 'demo/ratings' })
      .map(({ from, verdict }) => [from.kind === 'anonymous' ? 'anonymous' : from.name, verdict]),
  );

describe('who may call whom', () => {
  it('is everybody where no policy is in force', () => {
    expect(calls('')).toEqual({
      anonymous: 'allowed',
      'ratings-v1': 'allowed',
      'reviews-v1': 'allowed',
      'curl-v1': 'allowed',
    });
  });

  it('is nobody without an identity where only mutual TLS is taken', () => {
    expect(calls(strict).anonymous).toBe('denied');
    expect(calls(strict)['curl-v1']).toBe('allowed');
  });

  it('is told by method and path, with a request that may and one that may not', () => {
    const yaml = policy(
      '{ selector: { matchLabels: { app: ratings } }, rules: [{ from: [{ source: { principals: [cluster.local/ns/demo/sa/reviews] } }], to: [{ operation: { methods: [GET], paths: [/ratings/*] } }] }] }',
    );
    expect(calls(yaml)).toEqual({
      anonymous: 'denied',
      'ratings-v1': 'denied',
      'reviews-v1': 'partly',
      'curl-v1': 'denied',
    });
    const call = meshOf(world + yaml)
      .reachability({ to: 'demo/ratings' })
      .find(({ from }) => from.kind === 'workload' && from.name === 'reviews-v1');
    expect(call).toEqual({
      from: {
        kind: 'workload',
        namespace: 'demo',
        name: 'reviews-v1',
        identity: 'spiffe://cluster.local/ns/demo/sa/reviews',
      },
      to: { namespace: 'demo', name: 'ratings', host: 'ratings.demo.svc.cluster.local', port: 80 },
      verdict: 'partly',
      requests: [
        { method: '*', path: '*', verdict: 'denied' },
        { method: '*', path: '/ratings/*', verdict: 'denied' },
        { method: 'GET', path: '*', verdict: 'denied' },
        { method: 'GET', path: '/ratings/*', verdict: 'allowed' },
      ],
      allowed: { method: 'GET', path: '/ratings/', host: 'ratings.demo.svc.cluster.local' },
      denied: { method: 'POST', path: '/', host: 'ratings.demo.svc.cluster.local' },
    });
  });

  it('finds the header that opens the door', () => {
    const yaml = policy("{ rules: [{ when: [{ key: 'request.headers[x-admin]', values: ['yes'] }] }] }");
    const [anonymous] = meshOf(world + yaml).reachability({ to: 'demo/ratings' });
    expect([anonymous?.verdict, anonymous?.allowed?.headers]).toEqual(['partly', { 'x-admin': 'yes' }]);
  });

  it('is not known where somebody else is asked', () => {
    expect(calls(policy('{ action: CUSTOM, provider: { name: opa }, rules: [{}] }')).anonymous).toBe(
      'unknown',
    );
  });

  it('holds for every request that is tried', () => {
    const paths = ['/a', '/a/b', '/b', '/ab', '/a/edit'];
    const condition = fc.record({
      methods: fc.subarray(['GET', 'PUT']),
      paths: fc.subarray(['/a', '/a*', '*/edit', '/{*}', '/b']),
      principals: fc.subarray(['*', 'cluster.local/ns/demo/sa/reviews']),
    });
    const rules = fc.array(fc.record({ action: fc.constantFrom('ALLOW', 'DENY'), condition }), {
      minLength: 1,
      maxLength: 3,
    });
    fc.assert(
      fc.property(rules, (all) => {
        const yaml = all
          .map(({ action, condition: { methods, paths: wanted, principals } }, index) =>
            policy(
              JSON.stringify({
                action,
                rules: [
                  {
                    ...(principals.length > 0 && { from: [{ source: { principals } }] }),
                    ...(methods.length + wanted.length > 0 && {
                      to: [
                        {
                          operation: {
                            ...(methods.length > 0 && { methods }),
                            ...(wanted.length > 0 && { paths: wanted }),
                          },
                        },
                      ],
                    }),
                  },
                ],
              }),
              `p${index}`,
            ),
          )
          .join('');
        const mesh = meshOf(world + yaml);
        for (const call of mesh.reachability({ to: 'demo/ratings' })) {
          if (call.from.kind === 'anonymous') continue;
          const from = `demo/${call.from.name}`;
          for (const path of paths) {
            for (const method of ['GET', 'PUT', 'PATCH']) {
              const { decision } = mesh.request({ from, method, url: `http://ratings${path}` });
              if (call.verdict === 'allowed') expect(decision).toBe('forward');
              if (call.verdict === 'denied') expect(decision).toBe('deny');
            }
          }
          const { allowed } = call;
          if (allowed !== undefined) {
            const url = `http://ratings${allowed.path}`;
            expect(mesh.request({ from, method: allowed.method ?? '', url }).decision).toBe('forward');
          }
        }
      }),
      { numRuns: 40 },
    );
  });
});

import fc from 'fast-check';
import type { Witness } from '../../lib/routing/reachability';
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

  describe('is what every request meets', () => {
    const one = <T>(...values: T[]) => fc.constantFrom(...values);
    const some = (...values: string[]) => fc.uniqueArray(one(...values), { minLength: 1, maxLength: 2 });
    /** Some of these properties, one at least. */
    const atLeastOne = (properties: Record<string, fc.Arbitrary<string[]>>) =>
      fc
        .record(properties, { requiredKeys: [] })
        .filter((made) => Object.values(made).some((value) => value !== undefined));
    const source = atLeastOne({
      principals: some('cluster.local/ns/demo/sa/reviews', '*', '*/curl'),
      notPrincipals: some('cluster.local/ns/demo/sa/curl', '*'),
      namespaces: some('demo', 'd*', 'other'),
      ipBlocks: some('10.0.0.0/24', '10.0.0.0/30', '10.0.0.7'),
      notIpBlocks: some('10.0.0.7'),
      remoteIpBlocks: some('10.0.0.0/24', '1.2.3.4'),
    });
    const operation = atLeastOne({
      methods: some('GET', 'P*', '*'),
      notMethods: some('PUT'),
      paths: some('/a', '/a/*', '*/b', '/a/{*}', '/{**}/b', '*'),
      notPaths: some('/a/b', '/a*', '/{*}'),
      hosts: some('ratings', '*.demo', 'RATINGS*'),
      ports: some('80', '81'),
    });
    const condition = one(
      { key: 'request.headers[x-user]', values: ['jason'] },
      { key: 'request.headers[x-user]', notValues: ['*'] },
      { key: 'source.ip', values: ['10.0.0.0/30'] },
      { key: 'remote.ip', notValues: ['1.0.0.0/8'] },
    );
    const spec = fc.record({
      action: one('ALLOW', 'ALLOW', 'DENY'),
      rules: fc.array(
        fc.record(
          {
            from: fc.array(fc.record({ source }), { minLength: 1, maxLength: 2 }),
            to: fc.array(fc.record({ operation }), { minLength: 1, maxLength: 2 }),
            when: fc.array(condition, { minLength: 1, maxLength: 1 }),
          },
          { requiredKeys: [] },
        ),
        { maxLength: 2 },
      ),
    });
    const mtls = one('', 'STRICT', 'PERMISSIVE', 'DISABLE');
    const tls = one('', 'DISABLE');
    const requests = fc.array(
      fc.record({
        method: one('GET', 'PUT', 'POST', 'DELETE'),
        path: one('/', '/a', '/a/b', '/a/b/b', '/x/b', '/b', '/a*', '/a/', '/A'),
        host: one('ratings.demo', 'RATINGS.demo', 'x'),
        address: one(undefined, '10.0.0.1', '10.0.0.5', '10.0.0.7', '10.0.1.1', '1.2.3.4'),
        user: one(undefined, 'jason', 'x'),
        remote: one(undefined, '10.0.0.9', '1.2.3.4', '9.9.9.9'),
      }),
      { minLength: 8, maxLength: 8 },
    );
    const plain = `${namespace('plain', 'a: b')}${deployments('plain', 'outsider', 'v1')}`;

    it('whatever the policies are', () => {
      fc.assert(
        fc.property(
          fc.array(spec, { minLength: 1, maxLength: 2 }),
          mtls,
          tls,
          requests,
          (policies, mode, client, asked) => {
            const yaml = [
              ...policies.map((made, index) =>
                policy(
                  JSON.stringify({ selector: { matchLabels: { app: 'ratings' } }, ...made }),
                  `p${index}`,
                ),
              ),
              mode &&
                istio('security', 'PeerAuthentication', 'demo', 'default', `{ mtls: { mode: ${mode} } }`),
              client &&
                istio(
                  'networking',
                  'DestinationRule',
                  'demo',
                  'ratings',
                  `{ host: ratings, trafficPolicy: { tls: { mode: ${client} } } }`,
                ),
            ].join('');
            const mesh = meshOf(world + plain + yaml);
            for (const call of mesh.reachability({ to: 'demo/ratings' })) {
              const from =
                call.from.kind === 'anonymous'
                  ? 'plain/outsider-v1'
                  : `${call.from.namespace}/${call.from.name}`;
              const may = ({ method = 'GET', path = '/', host, headers, address }: Witness) =>
                mesh.request({
                  from,
                  method,
                  url: `http://ratings.demo${path}`,
                  ...(host !== undefined && { host }),
                  ...(headers && { headers }),
                  ...(address !== undefined && { address }),
                }).decision === 'forward';
              for (const { user, remote, address, ...rest } of asked) {
                const request = { ...rest, ...(address !== undefined && { address }) };
                const headers = {
                  ...(user !== undefined && { 'x-user': user }),
                  ...(remote !== undefined && { 'x-forwarded-for': remote }),
                };
                // A sidecar knows its services by name: only who has none calls them what it likes.
                const host = from.startsWith('plain') ? request.host : 'ratings.demo';
                const forwarded = may({ ...request, host, headers });
                if (call.verdict === 'allowed') expect([call, forwarded]).toEqual([call, true]);
                if (call.verdict === 'denied') expect([call, forwarded]).toEqual([call, false]);
              }
              const isNamed = ({ host = '' }: Witness) =>
                from.startsWith('plain') || host.includes('ratings');
              if (call.allowed && isNamed(call.allowed))
                expect([call, may(call.allowed)]).toEqual([call, true]);
              if (call.denied && isNamed(call.denied))
                expect([call, may(call.denied)]).toEqual([call, false]);
            }
          },
        ),
        { numRuns: 25 },
      );
    });
  });
});

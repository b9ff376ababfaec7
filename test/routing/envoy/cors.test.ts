import { corsOutcome } from '../../../lib/routing/envoy/cors';
import type { CorsPolicy } from '../../../lib/routing/envoy/route-configuration';

describe('CORS', () => {
  const policy: CorsPolicy = {
    origins: [{ kind: 'exact', text: 'https://ok.test' }],
    methods: 'GET,POST',
    headers: 'x-user',
    expose: 'x-total',
    maxAge: '60',
    credentials: true,
    forwardUnmatched: true,
  };
  const request = (method: string, headers: Record<string, string>) =>
    ({ method, path: '/', host: 'a.test', scheme: 'http', headers }) as const;
  const preflight = { 'access-control-request-method': 'DELETE' };

  it('tells a browser of an allowed origin that it may read the answer', () => {
    expect(corsOutcome(policy, request('GET', { origin: 'https://ok.test' }))).toEqual({
      answered: false,
      headers: {
        'access-control-allow-origin': 'https://ok.test',
        'access-control-allow-credentials': 'true',
        'access-control-expose-headers': 'x-total',
      },
    });
  });

  it.each<CorsPolicy['origins'][number]>([
    { kind: 'exact', text: '*' },
    { kind: 'prefix', text: '' },
    { kind: 'prefix', text: '*' },
  ])('allows every origin by what matches an asterisk: %j', (matcher) => {
    const answer = corsOutcome(
      { ...policy, origins: [matcher] },
      request('OPTIONS', { origin: 'https://else.test', ...preflight }),
    );
    expect(answer.headers['access-control-allow-origin']).toBe('https://else.test');
  });

  it('allows by name what is asked for where everything may be', () => {
    const open = { ...policy, methods: '*', headers: '*' };
    const asked = { ...preflight, 'access-control-request-headers': 'x-a,x-b' };
    const told = (headers: Record<string, string>) => {
      const { headers: found } = corsOutcome(
        open,
        request('OPTIONS', { origin: 'https://ok.test', ...headers }),
      );
      return [found['access-control-allow-methods'], found['access-control-allow-headers']];
    };
    expect(told(asked)).toEqual(['DELETE', 'x-a,x-b']);
    expect(told(preflight)).toEqual(['DELETE', '']);
  });

  it('answers the preflight of an allowed origin', () => {
    expect(corsOutcome(policy, request('OPTIONS', { origin: 'https://ok.test', ...preflight }))).toEqual({
      answered: true,
      headers: {
        'access-control-allow-origin': 'https://ok.test',
        'access-control-allow-credentials': 'true',
        'access-control-expose-headers': 'x-total',
        'access-control-allow-methods': 'GET,POST',
        'access-control-allow-headers': 'x-user',
        'access-control-max-age': '60',
      },
    });
  });

  it('passes the preflight of another origin on, unless it is told to answer it', () => {
    const foreign = request('OPTIONS', { origin: 'https://no.test', ...preflight });
    expect(corsOutcome(policy, foreign)).toEqual({ answered: false, headers: {} });
    expect(corsOutcome({ ...policy, forwardUnmatched: false }, foreign)).toEqual({
      answered: true,
      headers: {
        'access-control-allow-credentials': 'true',
        'access-control-expose-headers': 'x-total',
        'access-control-allow-methods': 'GET,POST',
        'access-control-allow-headers': 'x-user',
        'access-control-max-age': '60',
      },
    });
  });

  it('has nothing to say without an origin or a policy', () => {
    expect(corsOutcome(policy, request('GET', {}))).toEqual({ answered: false, headers: {} });
    expect(corsOutcome(undefined, request('GET', { origin: 'https://ok.test' }))).toEqual({
      answered: false,
      headers: {},
    });
  });
});

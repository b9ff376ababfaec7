import { authenticate, type JwtRule } from '../../lib/authorization/jwt-authentication';

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const token = (claims: object) => `${part({ alg: 'RS256' })}.${part(claims)}.c2ln`;
const rule = (more: Partial<JwtRule> = {}): JwtRule => ({
  origin: 'demo/jwt',
  issuer: 'a',
  headers: [],
  params: [],
  cookies: [],
  forward: false,
  claimHeaders: [],
  spaced: ['scope'],
  ...more,
});
const request = (headers: Record<string, string>, path = '/') =>
  ({ method: 'GET', path, host: 'a.test', scheme: 'http', headers }) as const;
const a = token({ iss: 'a', sub: 'x', scope: 'read write', realm: { role: 'admin' }, n: 1 });

describe('the tokens of a request', () => {
  it('are read, taken out, and told in headers', () => {
    const own = rule({
      payloadHeader: 'x-payload',
      claimHeaders: [
        { header: 'x-role', claim: 'realm.role' },
        { header: 'x-n', claim: 'n' },
        { header: 'x-realm', claim: 'realm' },
        { header: 'x-none', claim: 'none' },
      ],
    });
    const found = authenticate(
      { rules: [own] },
      request({ authorization: `Bearer ${a}`, 'x-payload': 'forged' }),
      0,
    );
    expect(found.claims).toEqual({
      iss: 'a',
      sub: 'x',
      scope: ['read', 'write'],
      realm: { role: 'admin' },
      n: 1,
    });
    expect(found.headers).toEqual({
      'x-payload': a.split('.')[1],
      'x-role': 'admin',
      'x-n': '1',
      'x-realm': Buffer.from('{"role":"admin"}').toString('base64'),
    });
    expect(found.unverified).toBe(own);
  });

  it('are told by the proxy alone: a client that tells them itself is not heard', () => {
    const own = rule({ payloadHeader: 'x-payload', claimHeaders: [{ header: 'x-role', claim: 'role' }] });
    const given = request({ 'x-role': 'admin', 'x-payload': 'forged', 'x-other': '1' });
    expect(authenticate({ rules: [own] }, given, 0).headers).toEqual({ 'x-other': '1' });
  });

  it.each([
    [rule({ headers: [{ name: 'x-token', prefix: 'T ' }] }), { 'x-token': `T ${a}` }, '/'],
    [rule({ params: ['t'] }), {}, `/x?y=1&t=${a}`],
    [rule({ cookies: ['t'] }), { cookie: `s=1; t=${a}` }, '/'],
    [rule(), {}, `/?access_token=${a}`],
  ])('are found at the places of the rule', (one, headers: Record<string, string>, path) => {
    expect(authenticate({ rules: [one] }, request(headers, path), 0).claims?.sub).toBe('x');
  });

  it('leave the query without the token', () => {
    expect(authenticate({ rules: [rule({ params: ['t'] })] }, request({}, `/x?y=1&t=${a}`), 0).path).toBe(
      '/x?y=1',
    );
    expect(authenticate({ rules: [rule({ params: ['t'] })] }, request({}, `/x?t=${a}`), 0).path).toBe('/x');
  });

  it('may be missing, but not wrong; of several issuers one must be right', () => {
    const rules = [rule(), rule({ issuer: 'b' })];
    const b = token({ iss: 'b' });
    const other = token({ iss: 'c' });
    const late = token({ iss: 'a', exp: 1 });
    expect(authenticate({ rules }, request({}), 0).refused).toBeUndefined();
    expect(authenticate({ rules }, request({ authorization: `Bearer ${b}` }), 0).claims?.iss).toBe('b');
    expect(authenticate({ rules }, request({ authorization: `Bearer ${other}` }), 0).refused?.body).toBe(
      'Jwt issuer is not configured',
    );
    expect(authenticate({ rules }, request({ authorization: `Bearer ${late}` }), 1000).refused?.body).toBe(
      'Jwt is expired',
    );
  });

  it('are not asked of a CORS preflight', () => {
    const headers = {
      authorization: 'Bearer x',
      origin: 'https://a.test',
      'access-control-request-method': 'GET',
    };
    expect(
      authenticate({ rules: [rule()] }, { ...request(headers), method: 'OPTIONS' }, 0).refused,
    ).toBeUndefined();
  });
});

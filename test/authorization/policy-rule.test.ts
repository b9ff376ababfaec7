import { type PolicyContext, rbacRuleOf } from '../../lib/authorization/policy-rule';
import { type Facts, ruleHolds } from '../../lib/authorization/rbac';
import type { AuthorizationRuleSpec } from '../../lib/model/kinds/security';

const context: PolicyContext = {
  namespace: 'demo',
  transport: 'http',
  action: 'allow',
  trustDomains: ['cluster.local', 'old.domain'],
  escapesPatterns: true,
};
const facts: Facts = {
  request: {
    method: 'GET',
    path: '/api/v1/items?x=1',
    bare: '/api/v1/items',
    host: 'Shop.test:8080',
    scheme: 'http',
    forwardedScheme: 'http',
    headers: { 'x-role': 'admin' },
    claims: {
      iss: 'https://issuer.test/a',
      sub: 'alice',
      aud: ['shop'],
      azp: 'me',
      groups: ['dev', 'ops'],
      realm: { role: 'x' },
    },
  },
  source: '10.0.0.1',
  remote: '1.2.3.4',
  destination: '10.9.9.9',
  port: 8080,
  identity: 'spiffe://cluster.local/ns/shop/sa/reader',
  serverName: 'shop.test',
};

function holds(
  rule: AuthorizationRuleSpec,
  more: Partial<PolicyContext> = {},
  seen = facts,
): boolean | undefined {
  const made = rbacRuleOf(rule, { ...context, ...more });
  return made && ruleHolds(made, seen);
}
const source = (one: object): AuthorizationRuleSpec => ({ from: [{ source: one }] });
const operation = (one: object): AuthorizationRuleSpec => ({ to: [{ operation: one }] });
const when = (key: string, ...values: string[]): AuthorizationRuleSpec => ({ when: [{ key, values }] });

describe('a rule of a policy', () => {
  const cases: [AuthorizationRuleSpec, boolean][] = [
    [{}, true],
    [source({ principals: ['cluster.local/ns/shop/sa/reader'] }), true],
    [source({ principals: ['old.domain/ns/shop/sa/reader'] }), true],
    [source({ principals: ['*/sa/reader'] }), true],
    [source({ principals: ['cluster.local/ns/shop*'] }), true],
    [source({ principals: ['cluster.local/ns/shop/sa/write*'] }), false],
    [source({ principals: ['*'] }), true],
    [source({ notPrincipals: ['*'] }), false],
    [source({ namespaces: ['shop'] }), true],
    [source({ namespaces: ['s*p'] }), true],
    [source({ namespaces: ['sho'] }), false],
    [source({ serviceAccounts: ['shop/reader'] }), true],
    [source({ serviceAccounts: ['reader'] }), false],
    [source({ trustDomains: ['old.domain'] }), true],
    [source({ trustDomains: ['*.local'] }), true],
    [source({ trustDomains: ['foreign.domain'] }), false],
    [source({ ipBlocks: ['10.0.0.0/8'], remoteIpBlocks: ['1.2.0.0/16'] }), true],
    [source({ notRemoteIpBlocks: ['1.2.3.4'] }), false],
    [source({ requestPrincipals: ['https://issuer.test/a/alice'] }), true],
    [source({ requestPrincipals: ['https://issuer.test/a/*'] }), true],
    [source({ requestPrincipals: ['*/alice'] }), true],
    [source({ requestPrincipals: ['*ice'] }), true],
    [source({ requestPrincipals: ['https://issuer*'] }), false],
    [source({ notRequestPrincipals: ['*'] }), false],
    [operation({ hosts: ['shop.TEST:8080'] }), true],
    [operation({ hosts: ['*:8080'] }), true],
    [operation({ hosts: ['shop.test'] }), false],
    [operation({ methods: ['GET'], ports: ['8080'] }), true],
    [operation({ notMethods: ['G*'] }), false],
    [operation({ paths: ['/api/{*}/items'] }), true],
    [operation({ paths: ['/{**}/items'] }), true],
    [operation({ paths: ['/api/{*}'] }), false],
    [operation({ paths: ['/api/*'], notPaths: ['*/items'] }), false],
    [when('request.headers[X-Role]', 'adm*'), true],
    [when('request.headers[x-none]', '*'), false],
    [when('request.auth.claims[groups]', 'ops'), true],
    [when('request.auth.claims[realm][role]', 'x'), true],
    [when('request.auth.audiences', 'shop'), true],
    [when('request.auth.presenter', 'me'), true],
    [when('request.auth.principal', '*/alice'), true],
    [when('source.principal', 'cluster.local/ns/shop/sa/reader'), true],
    [when('source.namespace', 'team'), false],
    [when('destination.ip', '10.9.0.0/16'), true],
    [when('destination.port', '9090'), false],
    [when('connection.sni', '*.test'), true],
    [when('experimental.envoy.filters.network.mysql_proxy[db.table]', 'a'), false],
  ];

  it.each(cases)('%j: %s', (rule, expected) => {
    expect(holds(rule)).toBe(expected);
  });

  it('is left out where its key is not known', () => {
    expect(holds(when('source.nobody', 'a'))).toBeUndefined();
  });

  it('that looks at HTTP is left out of what allows connections, and denies without that condition', () => {
    const rule = { ...operation({ paths: ['/a'], ports: ['8080'] }) };
    expect(holds(rule, { transport: 'tcp' })).toBeUndefined();
    expect(holds(rule, { transport: 'tcp', action: 'deny' })).toBe(true);
  });

  it('takes a dot in the end of a principal for any character before it was mended', () => {
    const dotted = { ...facts, identity: 'spiffe://cluster.local/ns/shop/sa/a-b' };
    expect(holds(source({ principals: ['*sa/a.b'] }), {}, dotted)).toBe(false);
    expect(holds(source({ principals: ['*sa/a.b'] }), { escapesPatterns: false }, dotted)).toBe(true);
  });

  it('knows nobody without a certificate', () => {
    const { identity: _identity, ...anonymous } = facts;
    expect(holds(source({ principals: ['*'] }), {}, anonymous)).toBe(false);
    expect(holds(source({ notPrincipals: ['*'] }), {}, anonymous)).toBe(true);
  });
});

import { refused } from './refused';

describe('an AuthorizationPolicy', () => {
  test.each<[string, object, string[]]>([
    ['allows nothing', {}, []],
    ['does something', { action: 'DENY' }, ['']],
    ['names callers', { rules: [{ from: [{ source: {} }] }] }, ['rules[0].from[0].source']],
    [
      'names addresses',
      { rules: [{ from: [{ source: { ipBlocks: ['10.0.0.0/08'] } }] }] },
      ['rules[0].from[0].source.ipBlocks[0]'],
    ],
    [
      'names trust domains',
      { rules: [{ from: [{ source: { notTrustDomains: ['a/b'] } }] }] },
      ['rules[0].from[0].source.notTrustDomains[0]'],
    ],
    ['names requests', { rules: [{ to: [{ operation: {} }] }] }, ['rules[0].to[0].operation']],
    [
      'names ports by number',
      { rules: [{ to: [{ operation: { ports: ['http'] } }] }] },
      ['rules[0].to[0].operation.ports[0]'],
    ],
    ['has templates of paths', { rules: [{ to: [{ operation: { paths: ['/{*}/a', '/{**}'] } }] }] }, []],
    [
      'ends templates with the rest',
      { rules: [{ to: [{ operation: { paths: ['/{**}/{*}'] } }] }] },
      ['rules[0].to[0].operation.paths[0]'],
    ],
    [
      'asks for attributes',
      { rules: [{ when: [{ key: 'source.user', values: ['a'] }] }] },
      ['rules[0].when[0].key'],
    ],
    [
      'asks for one of a map',
      { rules: [{ when: [{ key: 'request.headers', values: ['a'] }] }] },
      ['rules[0].when[0].key'],
    ],
    ['compares with something', { rules: [{ when: [{ key: 'source.ip' }] }] }, ['rules[0].when[0]']],
    ['names its provider', { action: 'CUSTOM', rules: [{}] }, ['provider']],
    [
      'asks a provider without identities',
      { action: 'CUSTOM', provider: { name: 'a' }, rules: [{ from: [{ source: { namespaces: ['a'] } }] }] },
      ['rules[0].from[0].source.namespaces'],
    ],
    ['has a provider for CUSTOM only', { provider: { name: 'a' } }, ['provider']],
  ])('%s', (_, spec, fields) => {
    expect(refused('AuthorizationPolicy', spec)).toEqual(fields);
  });

  test('can be tried without effect', () => {
    const dryRun = (value: string, kind = 'AuthorizationPolicy') =>
      refused(kind, {}, { annotations: { 'istio.io/dry-run': value } });
    expect(dryRun('true')).toEqual([]);
    expect(dryRun('yes')).toEqual(['metadata.annotations[istio.io/dry-run]']);
    expect(dryRun('true', 'PeerAuthentication')).toEqual(['metadata.annotations[istio.io/dry-run]']);
  });
});

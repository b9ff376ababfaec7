import { judge } from '../../../lib/validation/istiod/judge';
import { fieldOf } from '../../../lib/validation/schema/walk';
import { context, refused } from './refused';

describe('a DestinationRule', () => {
  const policy = (trafficPolicy: object) => refused('DestinationRule', { host: 'reviews', trafficPolicy });

  test.each<[string, object, string[]]>([
    ['something', {}, ['trafficPolicy']],
    ['connections or requests', { connectionPool: {} }, ['trafficPolicy.connectionPool']],
    [
      'no negative numbers',
      { connectionPool: { tcp: { maxConnections: -1 } } },
      ['trafficPolicy.connectionPool.tcp.maxConnections'],
    ],
    [
      'numbers that protobuf can hold',
      { connectionPool: { tcp: { maxConnections: 2 ** 31 } } },
      ['trafficPolicy.connectionPool.tcp.maxConnections'],
    ],
    [
      'a certificate with its key',
      { tls: { mode: 'MUTUAL', clientCertificate: '/c' } },
      ['trafficPolicy.tls.privateKey'],
    ],
    [
      'certificates from one place',
      { tls: { mode: 'SIMPLE', credentialName: 'a', caCertificates: '/c' } },
      ['trafficPolicy.tls.caCertificates'],
    ],
    ['ports', { portLevelSettings: [{ tls: {} }] }, ['trafficPolicy.portLevelSettings[0]']],
    [
      'weights of 100',
      { loadBalancer: { localityLbSetting: { distribute: [{ from: 'a', to: { b: 50 } }] } } },
      ['trafficPolicy.loadBalancer.localityLbSetting.distribute[0].to'],
    ],
    [
      'localities apart',
      {
        loadBalancer: {
          localityLbSetting: {
            distribute: [
              { from: 'a/*', to: { b: 100 } },
              { from: 'a/b', to: { c: 100 } },
            ],
          },
        },
      },
      ['trafficPolicy.loadBalancer.localityLbSetting.distribute[1].from'],
    ],
    [
      'two regions',
      { loadBalancer: { localityLbSetting: { failover: [{ from: 'a', to: 'a' }] } } },
      ['trafficPolicy.loadBalancer.localityLbSetting.failover[0]'],
    ],
    [
      'a prime number for maglev',
      { loadBalancer: { consistentHash: { maglev: { tableSize: 4 } } } },
      ['trafficPolicy.loadBalancer.consistentHash.maglev.tableSize'],
    ],
  ])('is about %s', (_, given, fields) => {
    expect(policy(given)).toEqual(fields);
  });

  test('has each subset once, under a rule of its own', () => {
    const subsets = [{ name: 'v1' }, { name: 'v1' }];
    const [problem] = judge('DestinationRule', { host: 'a', subsets }, context);
    expect([problem?.rule, problem && fieldOf(problem.steps)]).toEqual([
      'dr-duplicate-subset',
      'spec.subsets[1].name',
    ]);
  });

  test('stays in its namespace with a selector', () => {
    const rule = (exportTo: string[]) =>
      refused('DestinationRule', { host: 'a', workloadSelector: { matchLabels: { a: 'b' } }, exportTo });
    expect(rule(['.'])).toEqual([]);
    expect(rule(['other'])).toEqual(['exportTo']);
  });
});

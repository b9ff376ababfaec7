import { refused } from './refused';

describe('a Sidecar', () => {
  test.each<[string, object, string[]]>([
    ['reaches hosts of namespaces', { egress: [{ hosts: ['./*', 'istio-system/*'] }] }, []],
    ['says which namespace', { egress: [{ hosts: ['*'] }] }, ['egress[0].hosts[0]']],
    [
      'has its catch-all last',
      { egress: [{ hosts: ['*/*'] }, { port: { number: 80 }, hosts: ['*/*'] }] },
      ['egress[0]'],
    ],
    ['says something', {}, ['']],
    [
      'listens to itself',
      { ingress: [{ port: { number: 80, protocol: 'HTTP' }, defaultEndpoint: '8.8.8.8:80' }] },
      ['ingress[0].defaultEndpoint'],
    ],
    [
      'has each port once',
      { ingress: [{ port: { number: 80 } }, { port: { number: 80 } }] },
      ['ingress[1].port'],
    ],
  ])('%s', (_, spec, fields) => {
    expect(refused('Sidecar', spec)).toEqual(fields);
  });
});

import { refused } from './refused';

describe('a ServiceEntry', () => {
  const entry = (spec: object) =>
    refused('ServiceEntry', {
      hosts: ['a.example.com'],
      ports: [{ number: 80, name: 'http', protocol: 'HTTP' }],
      ...spec,
    });

  test.each<[string, object, string[]]>([
    ['finds a host by DNS', { resolution: 'DNS' }, []],
    ['asks DNS for whole names', { hosts: ['*.example.com'], resolution: 'DNS' }, ['hosts[0]']],
    [
      'has addresses of endpoints',
      { resolution: 'STATIC', endpoints: [{ address: 'a.b' }] },
      ['endpoints[0].address'],
    ],
    [
      'has ports of endpoints',
      { resolution: 'DNS', endpoints: [{ address: 'a.b', ports: { x: 80 } }] },
      ['endpoints[0].ports[x]'],
    ],
    ['has no endpoints where the caller chooses', { endpoints: [{ address: '10.0.0.1' }] }, ['endpoints']],
    ['has blocks of addresses for some', { resolution: 'DNS', addresses: ['10.0.0.0/8'] }, ['addresses']],
    [
      'has each port once',
      {
        ports: [
          { number: 80, name: 'a' },
          { number: 80, name: 'b' },
        ],
      },
      ['ports[1].number'],
    ],
    [
      'tells hosts apart',
      { hosts: ['a.b', 'c.d'], resolution: 'DNS', ports: [{ number: 1, name: 'a', protocol: 'TCP' }] },
      ['ports[0]'],
    ],
    ['has a wildcard to ask DNS for', { resolution: 'DYNAMIC_DNS' }, ['hosts[0]']],
    ['can be hidden', { exportTo: ['~'] }, []],
  ])('%s', (_, spec, fields) => {
    expect(entry(spec)).toEqual(fields);
  });
});

import { refused } from './refused';

describe('a Gateway', () => {
  const server = (given: object) =>
    refused('Gateway', {
      servers: [{ hosts: ['*.example.com'], port: { number: 80, name: 'http', protocol: 'HTTP' }, ...given }],
    });
  const https = { number: 443, name: 'https', protocol: 'HTTPS' };

  test.each<[string, object, string[]]>([
    ['a host', { hosts: [] }, ['servers[0]']],
    ['whole hosts', { hosts: ['reviews'] }, ['servers[0].hosts[0]']],
    ['a namespace before the slash', { hosts: ['a_b/*.com'] }, ['servers[0].hosts[0]']],
    [
      'a protocol that Istio knows',
      { port: { number: 80, name: 'a', protocol: 'FTP' } },
      ['servers[0].port.protocol'],
    ],
    ['TLS for HTTPS', { port: https }, ['servers[0]']],
    ['TLS on no plain port', { tls: { mode: 'SIMPLE', credentialName: 'a' } }, ['servers[0].port.protocol']],
    ['a redirect on a plain port', { tls: { httpsRedirect: true } }, []],
    ['a certificate', { port: https, tls: { mode: 'SIMPLE' } }, ['servers[0].tls']],
    [
      'a CA for mutual TLS',
      { port: https, tls: { mode: 'MUTUAL', serverCertificate: '/c', privateKey: '/k' } },
      ['servers[0].tls'],
    ],
    [
      'no certificate of its own for ISTIO_MUTUAL',
      { port: https, tls: { mode: 'ISTIO_MUTUAL', credentialName: 'a' } },
      ['servers[0].tls.credentialName'],
    ],
    ['an address to bind to', { bind: 'a' }, ['servers[0].bind']],
  ])('has %s', (_, given, fields) => {
    expect(server(given)).toEqual(fields);
  });

  test('has a name without dots, and names each port once', () => {
    expect(refused('Gateway', { servers: [] }, { name: 'a.b' })).toEqual(['', 'metadata.name']);
    const port = { number: 80, name: 'http', protocol: 'HTTP' };
    const servers = [
      { hosts: ['*'], port },
      { hosts: ['*'], port: { ...port, number: 81 } },
    ];
    expect(refused('Gateway', { servers })).toEqual(['servers[1].port.name']);
  });
});

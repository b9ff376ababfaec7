import { portNames, renderServer, Server, type ServerHost, server } from '../../../lib/istio/gateway/server';
import { ServerCredential } from '../../../lib/istio/gateway/server-credential';
import { ServerTls } from '../../../lib/istio/gateway/server-tls';
import { refusal, refusedAt } from '../../refusal';

const hosts = ['*'] as const;
const tls = ServerTls.simple(ServerCredential.secret('a'));

it.each([
  [Server.http({ hosts }), { port: { number: 80, name: 'p', protocol: 'HTTP' }, hosts: ['*'] }],
  [
    Server.http({
      hosts: ['*.example.com', './a.example.com', 'demo/*', '*/10.0.0.1'],
      port: 8080,
      protocol: 'GRPC',
      redirectToHttps: true,
      name: 'plain',
      bind: '::1',
    }),
    {
      name: 'plain',
      port: { number: 8080, name: 'p', protocol: 'GRPC' },
      bind: '::1',
      hosts: ['*.example.com', './a.example.com', 'demo/*', '*/10.0.0.1'],
      tls: { httpsRedirect: true },
    },
  ],
  [
    Server.https({ hosts, tls }),
    {
      port: { number: 443, name: 'p', protocol: 'HTTPS' },
      hosts: ['*'],
      tls: { mode: 'SIMPLE', credentialName: 'a' },
    },
  ],
  [
    Server.tls({ hosts, tls: ServerTls.passthrough, port: 15443 }),
    { port: { number: 15443, name: 'p', protocol: 'TLS' }, hosts: ['*'], tls: { mode: 'PASSTHROUGH' } },
  ],
  [Server.tls({ hosts, tls }).port, 443],
  [Server.tcp({ hosts, port: 31400 }), { port: { number: 31400, name: 'p', protocol: 'TCP' }, hosts: ['*'] }],
  [Server.tcp({ hosts, port: 1, protocol: 'MONGO' }).protocol, 'MONGO'],
])('is written (%#)', (made, written) => {
  expect(typeof made === 'object' ? renderServer(made, 'p') : made).toEqual(written);
});

it('names the ports by their protocol, with port and number where that is taken', () => {
  const http = Server.http({ hosts });
  expect(portNames([http, Server.https({ hosts, tls }), http, http, http])).toEqual([
    'http',
    'https',
    'http-80',
    'http-80-2',
    'http-80-3',
  ]);
});

it.each<[ServerHost, string]>([
  [
    'De/*.example.com',
    "a host of a server is a fully qualified DNS name, perhaps after a namespace and a slash, got 'De/*.example.com'; write '*.example.com', 'demo/*.example.com', './*' for the gateway's own namespace or '*/*' for any",
  ],
  [
    '~/*.example.com',
    "a host of a server is a fully qualified DNS name, perhaps after a namespace and a slash, got '~/*.example.com'",
  ],
  [
    '/*.example.com' as ServerHost,
    "a host of a server is a fully qualified DNS name, perhaps after a namespace and a slash, got '/*.example.com'",
  ],
  ['demo/a_b.c', "a host of a server must be a fully qualified DNS name, got 'demo/a_b.c'"],
  [
    'demo/*-a.example.com',
    "a wildcard of a server stands for whole labels, got 'demo/*-a.example.com'; write '*.example.com'",
  ],
])('rejects the host %s', (host, problem) => {
  expect(refusal(server, Server.http({ hosts: ['a.example.com', host] }))).toContain(problem);
  expect(refusedAt(server, Server.http({ hosts: ['a.example.com', host] }))).toBe('hosts[1]');
});

it.each([
  [
    Server.https({ hosts } as never),
    "HTTPS is decrypted at the gateway, which needs a certificate, got undefined; write tls: ServerTls.simple(ServerCredential.secret('bookinfo-tls'))",
  ],
  [Server.https({ hosts, tls: ServerTls.passthrough as never }), 'HTTPS is decrypted at the gateway'],
  [Server.tls({ hosts } as never), 'a server of TLS decrypts or passes on, got undefined'],
  [{ ...Server.http({ hosts }), tls }, 'this protocol is plain text'],
  [{ ...Server.tcp({ hosts, port: 1 }), tls }, 'this protocol is plain text'],
])('rejects TLS that does not go with the protocol (%#)', (made, problem) => {
  expect(refusal(server, made)).toContain(problem);
  expect(refusedAt(server, made)).toBe('tls');
});

it('rejects a port and an address that are none', () => {
  expect(refusal(server, Server.tcp({ hosts, port: 0 }))).toContain('a port must be a whole number');
  expect(refusal(server, Server.http({ hosts, bind: 'unix:///a' }))).toBe(
    "a server listens on an IP address, got 'unix:///a'; write for example '127.0.0.1', or leave bind out",
  );
});

import { portNames, renderServer, Server, type ServerHost } from '../../../lib/istio/gateway/server';
import { ServerCredential } from '../../../lib/istio/gateway/server-credential';
import { ServerTls } from '../../../lib/istio/gateway/server-tls';

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
])('is written (%#)', (server, written) => {
  expect(typeof server === 'object' ? renderServer(server, 'p') : server).toEqual(written);
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
    "what stands before the slash is no namespace, got 'De/*.example.com'; write a namespace, '.' for the gateway's own or '*' for any, as in './*.example.com'",
  ],
  ['~/*.example.com', "what stands before the slash is no namespace, got '~/*.example.com'"],
  ['/*.example.com' as ServerHost, "what stands before the slash is no namespace, got '/*.example.com'"],
  ['demo/a_b.c', "a host of a server must be a fully qualified DNS name, got 'a_b.c'"],
  [
    'demo/*-a.example.com',
    "a wildcard of a server stands for whole labels, got 'demo/*-a.example.com'; write '*.example.com'",
  ],
])('rejects the host %s', (host, problem) => {
  expect(() => Server.http({ hosts: [host] })).toThrow(problem);
});

it('rejects a port and an address that are none', () => {
  expect(() => Server.tcp({ hosts, port: 0 })).toThrow('the port of a server must be a whole number');
  expect(() => Server.http({ hosts, bind: 'unix:///a' })).toThrow(
    new Error(
      "a server listens on an IP address, got 'unix:///a'; write for example '127.0.0.1', or leave bind out",
    ),
  );
});

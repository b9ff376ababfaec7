import { Server } from '../../../lib/istio/gateway/server';
import { serverConflict } from '../../../lib/istio/gateway/server-conflicts';
import { ServerTls } from '../../../lib/istio/gateway/server-tls';
import { refusal } from '../../refusal';

const hosts = ['*'] as const;
const tls = ServerTls.passthrough;
const http = Server.http({ hosts });
const first = Server.tls({ hosts: ['a.example.com', 'b.example.com'], tls });

it.each([
  [[http, http, Server.http({ hosts, protocol: 'GRPC' })]],
  [[first, Server.https({ hosts: ['c.example.com'], tls: ServerTls.istioMutual() })]],
  [[Server.tcp({ hosts, port: 1 }), Server.tcp({ hosts, port: 1, bind: '127.0.0.1' }), http]],
  [[Server.http({ hosts, name: 'a' }), Server.http({ hosts, name: 'b' }), http, http]],
])('takes servers that can be told apart (%#)', (servers) => {
  expect(refusal(serverConflict, servers)).toBeUndefined();
});

const shared = 'give them two ports; only plain HTTP, or TLS for different hosts, can share one';

it.each([
  [
    'one name for two',
    [Server.http({ hosts, name: 'a' }), http, Server.http({ hosts, name: 'a', port: 81 })],
    "two servers have one name, got 'a'; give each its own, or none",
  ],
  [
    'two that take plain TCP of one port',
    [Server.tcp({ hosts, port: 1 }), http, Server.tcp({ hosts: ['a.b'], port: 1 })],
    `port 1 has two servers that can't be told apart, got [ 'TCP', 'TCP' ]; ${shared}`,
  ],
  [
    'plain HTTP and TLS of one port',
    [Server.http({ hosts, port: 443 }), first],
    `port 443 has two servers that can't be told apart, got [ 'HTTP', 'TLS' ]; ${shared}`,
  ],
  [
    'TLS for one host twice',
    [first, Server.tls({ hosts: ['b.example.com'], tls })],
    "port 443 has two servers for one host, which TLS can't tell apart, got 'b.example.com'; name the host in one of them",
  ],
])('rejects %s', (_, servers, message) => {
  expect(refusal(serverConflict, servers)).toBe(message);
});

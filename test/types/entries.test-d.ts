import type { Construct } from 'constructs';
import {
  ExternalTls,
  HttpRoute,
  Resolution,
  type RouteGateway,
  ServiceEntry,
  Sidecar,
  VirtualService,
} from '../../lib/istio';

declare const scope: Construct;

const database = new ServiceEntry(scope, 'database', {
  hosts: ['db.example.com'],
  ports: { mysql: 3306, admin: { port: 8080, protocol: 'http' } },
  resolution: Resolution.none,
});
HttpRoute.to(database.port('admin'));
// @ts-expect-error the entry has no such port
database.port('htp');
// @ts-expect-error the name says no protocol
new ServiceEntry(scope, 'a', { hosts: ['a.example.com'], ports: { db: 3306 }, resolution: Resolution.none });
// @ts-expect-error a short name is no host
new ServiceEntry(scope, 'a', { hosts: ['a'], ports: { tcp: 1 }, resolution: Resolution.none });
// @ts-expect-error a service has a name
new ServiceEntry(scope, 'a', { hosts: [], ports: { tcp: 1 }, resolution: Resolution.none });
// @ts-expect-error an address is one at least
Resolution.static();

const stripe = ServiceEntry.external(scope, 'api.stripe.com', { tls: ExternalTls.originated() });
HttpRoute.to(stripe.port('http'));
// @ts-expect-error its requests are plain HTTP to the application
stripe.port('tls');
ServiceEntry.external(scope, 'api.example.com').port('tls');

new VirtualService(scope, 'routes', { hosts: [stripe], http: [HttpRoute.to(stripe)] });
// @ts-expect-error a ServiceEntry is no gateway
const gateways: readonly [RouteGateway] = [stripe];
new VirtualService(scope, 'b', { hosts: ['a.example.com'], gateways, http: [HttpRoute.to(stripe)] });
// @ts-expect-error a service is an object, not a name
new Sidecar(scope, 'sidecar', { egress: [{ hosts: ['ratings'] }] });
// @ts-expect-error a listener reaches something
new Sidecar(scope, 'sidecar', { egress: [{ hosts: [] }] });

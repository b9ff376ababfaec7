import type { Construct } from 'constructs';
import {
  Filter,
  Gateway,
  HTTPRoute,
  Listener,
  Secret,
  TCPRoute,
  TLSRoute,
  Waypoint,
} from '../../lib/gateway-api';
import { Gateway as IstioGateway, MeshService } from '../../lib/istio';
import { Injection, MeshNamespace } from '../../lib/workload';

declare const scope: Construct;

const reviews = MeshService.named('reviews.demo.svc.cluster.local', { ports: { http: 9080 } });
const rules = [{ backends: [reviews] }] as const;
const gateway = new Gateway(scope, 'gateway', { listeners: { http: Listener.http({ port: 80 }) } });

new HTTPRoute(scope, 'a', { parents: [gateway, gateway.listener('http'), reviews], rules });
// @ts-expect-error there is no such listener
gateway.listener('https');
// @ts-expect-error HTTPS has a certificate
Listener.https({ port: 443 });
// @ts-expect-error a certificate is one at least
Listener.https({ port: 443, certificates: [] });
// @ts-expect-error a Secret is an object
Listener.https({ port: 443, certificates: ['web'] });
Listener.https({ port: 443, certificates: [Secret.named('web')] });
// @ts-expect-error connections name no host
Listener.tcp({ port: 443, hostname: 'a.example.com' });
// @ts-expect-error a parent is an object
new HTTPRoute(scope, 'b', { parents: ['gateway'], rules });
// @ts-expect-error an Istio Gateway is none of the Gateway API
new HTTPRoute(scope, 'c', { parents: [IstioGateway.named('a', { namespace: 'b' })], rules });
// @ts-expect-error a backend is an object
new HTTPRoute(scope, 'd', { parents: [gateway], rules: [{ backends: ['reviews'] }] });
// @ts-expect-error a route has rules
new HTTPRoute(scope, 'e', { parents: [gateway], rules: [] });
// @ts-expect-error a match says something
new HTTPRoute(scope, 'f', { parents: [gateway], rules: [{ matches: [{}], backends: [reviews] }] });
// @ts-expect-error a redirect leads elsewhere
Filter.requestRedirect({});
// @ts-expect-error connections have one rule
new TCPRoute(scope, 'g', { parents: [gateway], rules: [...rules, ...rules] });
// @ts-expect-error TLS is led by the server's name
new TLSRoute(scope, 'h', { parents: [gateway], rules });
new MeshNamespace(scope, 'i', { injection: Injection.ambient, waypoint: new Waypoint(scope, 'waypoint') });
// @ts-expect-error a gateway at the edge is no waypoint
new MeshNamespace(scope, 'j', { injection: Injection.ambient, waypoint: gateway });

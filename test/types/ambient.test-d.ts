// What must not compile: `tsc` fails on a line below that does.
import type { Construct } from 'constructs';
import { HTTPRoute, TLSRoute, Waypoint } from '../../lib/gateway-api';
import {
  AuthorizationPolicy,
  allow,
  allowConnections,
  allowNothing,
  DestinationRule,
  denyConnections,
  denyEverything,
  get,
  HttpRoute,
  type IMeshService,
  JwtIssuer,
  PeerAuthentication,
  PolicyTargets,
  RequestAuthentication,
  Resolution,
  ServiceEntry,
  ServiceIdentity,
  Telemetry,
  TelemetryProvider,
  TrafficExtension,
  TrafficFilter,
  VirtualService,
  WasmPlugin,
} from '../../lib/istio';
import { Injection, MeshNamespace, Microservice } from '../../lib/workload';

declare const scope: Construct;
const waypoint = new Waypoint(scope, 'waypoint');
const sidecars = new MeshNamespace(scope, 'a', { injection: Injection.enabled });
const bare = new MeshNamespace(scope, 'b', { injection: Injection.ambient });
const served = new MeshNamespace(scope, 'c', { injection: Injection.ambient, waypoint });
const parts = { ports: { http: 9080 }, versions: { v1: { image: 'example/app:1' } } } as const;

const lake = MeshNamespace.named('lake', { injection: Injection.ambient });

const unread = new Microservice(scope, 'unread', { ...parts, namespace: bare });
const own = new Microservice(scope, 'own', { ...parts, namespace: bare, waypoint });
const behind = new Microservice(scope, 'behind', { ...parts, namespace: served });
const beside = new Microservice(scope, 'beside', { ...parts, namespace: sidecars });
const usual = new Microservice(scope, 'usual', parts);

const reads = allow({ to: [get('/ratings/*')] });
const curl = ServiceIdentity.named('curl', { namespace: 'demo' });
const connects = allowConnections({ from: [curl, usual], to: [{ ports: [9080] }] });
const jwtRules = [{ issuer: JwtIssuer.of('https://accounts.google.com') }] as const;
const envoy = TelemetryProvider.envoy;
const url = 'oci://example.com/filter:1';

// Requests to these are read by a sidecar, or by a waypoint that the policy is attached to.
new AuthorizationPolicy(scope, 'd', { workload: beside, action: reads });
new AuthorizationPolicy(scope, 'e', { workload: usual, action: reads });
new AuthorizationPolicy(scope, 'f', { workload: PolicyTargets.of(behind), action: reads });
new AuthorizationPolicy(scope, 'g', { workload: PolicyTargets.of(own, waypoint), action: reads });
// Connections are read by ztunnel.
new AuthorizationPolicy(scope, 'h', { workload: unread, action: connects });
new AuthorizationPolicy(scope, 'i', { workload: behind, action: denyConnections({ from: [curl] }) });
new AuthorizationPolicy(scope, 'j', { workload: unread, action: allowNothing });
new AuthorizationPolicy(scope, 'k', { workload: unread.version('v1'), action: denyEverything });
new PeerAuthentication(scope, 'l', { workload: unread, mtls: 'strict' });
new DestinationRule(scope, 'm', { host: unread });

// @ts-expect-error nobody reads its requests
new AuthorizationPolicy(scope, 'n', { workload: unread, action: reads });
// @ts-expect-error its waypoint reads them, which goes by targets
new AuthorizationPolicy(scope, 'o', { workload: behind, action: reads });
// @ts-expect-error the same of one version
new AuthorizationPolicy(scope, 'p', { workload: unread.version('v1'), action: reads });
// @ts-expect-error nothing would look at the policy
PolicyTargets.of(unread);
// @ts-expect-error of connections nobody asks a path
allowConnections({ to: [get('/ratings/*')] });
// @ts-expect-error of connections nobody asks a header
denyConnections({ when: [{ key: 'request.headers[x]', values: ['a'] }] });
// @ts-expect-error of connections nobody asks a token
denyConnections({ from: [{ requestPrincipals: ['*'] }] });

new RequestAuthentication(scope, 'q', { workload: PolicyTargets.of(own), jwtRules });
// @ts-expect-error nobody reads a token
new RequestAuthentication(scope, 'r', { workload: unread, jwtRules });
// @ts-expect-error its waypoint reads it, which goes by targets
new RequestAuthentication(scope, 's', { workload: own, jwtRules });

new WasmPlugin(scope, 't', { workload: PolicyTargets.of(waypoint), url });
// @ts-expect-error there is no proxy to add it to
new WasmPlugin(scope, 'u', { workload: unread, url });
// @ts-expect-error there is no proxy to add it to
new TrafficExtension(scope, 'v', { workload: unread, filter: TrafficFilter.wasm(url) });

const rules = [{ backends: [unread] }] as const;
new HTTPRoute(scope, 'w', { parents: [behind], rules });
// @ts-expect-error nobody would go by the rules
new HTTPRoute(scope, 'x', { parents: [unread], rules });
// @ts-expect-error nor by those for connections
new TLSRoute(scope, 'y', { parents: [unread], hostnames: ['a.example.com'], rules });

new VirtualService(scope, 'z', { hosts: [own], http: [HttpRoute.to(unread)] });
// @ts-expect-error nobody would go by the routes
new VirtualService(scope, 'aa', { hosts: [unread], http: [HttpRoute.to(unread)] });
// @ts-expect-error nor of one of its ports
new HTTPRoute(scope, 'ab', { parents: [unread.port('http')], rules });
new HTTPRoute(scope, 'ac', { parents: [behind.port('http')], rules: [{ backends: [unread.port('http')] }] });
const versions = new DestinationRule(scope, 'ad', { host: behind, subsets: behind.subsets });
// @ts-expect-error a route is attached to no subset
new HTTPRoute(scope, 'ae', { parents: [versions.subset('v1')], rules });
// @ts-expect-error nor leads to one
new HTTPRoute(scope, 'af', { parents: [behind], rules: [{ backends: [versions.subset('v1')] }] });

// A whole namespace: what is about requests is kept by its waypoint, what is about connections by ztunnel.
new AuthorizationPolicy(scope, 'ba', { namespace: served, action: reads });
new AuthorizationPolicy(scope, 'bb', { namespace: sidecars, action: reads });
new AuthorizationPolicy(scope, 'bc', { namespace: bare, action: connects });
new AuthorizationPolicy(scope, 'bd', { namespace: bare, action: allowNothing });
new AuthorizationPolicy(scope, 'be', { namespace: bare, workload: PolicyTargets.of(own), action: reads });
new AuthorizationPolicy(scope, 'bf', { namespace: sidecars, workload: beside, action: reads });
// @ts-expect-error nobody reads the requests of the namespace
new AuthorizationPolicy(scope, 'bg', { namespace: bare, action: allow({ to: [get('/')] }) });
// @ts-expect-error a waypoint does not go by the labels of pods
new AuthorizationPolicy(scope, 'bh', { namespace: served, workload: usual, action: reads });
// @ts-expect-error the same of a namespace that is described elsewhere
new AuthorizationPolicy(scope, 'bi', { namespace: lake, action: reads });
// @ts-expect-error a microservice is no namespace
new AuthorizationPolicy(scope, 'bj', { namespace: usual, action: reads });

new RequestAuthentication(scope, 'ca', { namespace: served, jwtRules });
new RequestAuthentication(scope, 'cb', { namespace: sidecars, jwtRules });
new RequestAuthentication(scope, 'cc', { namespace: bare, workload: PolicyTargets.of(own), jwtRules });
// @ts-expect-error nobody reads a token
new RequestAuthentication(scope, 'cd', { namespace: bare, jwtRules });
// @ts-expect-error a waypoint does not go by the labels of pods
new RequestAuthentication(scope, 'ce', { namespace: served, workload: usual, jwtRules });
new WasmPlugin(scope, 'cf', { namespace: served, url });
// @ts-expect-error there is no proxy to add it to
new WasmPlugin(scope, 'cg', { namespace: bare, url });
// @ts-expect-error there is no proxy to add it to
new TrafficExtension(scope, 'ch', { namespace: bare, filter: TrafficFilter.wasm(url) });
new Telemetry(scope, 'ci', { namespace: served, accessLogging: [{ providers: [envoy] }] });
// @ts-expect-error ztunnel reads no Telemetry
new Telemetry(scope, 'cj', { namespace: bare, accessLogging: [{ providers: [envoy] }] });

const hosts = { ports: { http: 80 }, hosts: ['api.example.com'], resolution: Resolution.dns() } as const;
const silent = new ServiceEntry(scope, 'da', { ...hosts, namespace: bare });
const api = new ServiceEntry(scope, 'db', { ...hosts, namespace: bare, waypoint });
const stripe = ServiceEntry.external(scope, 'api.stripe.com', { namespace: bare });
new HTTPRoute(scope, 'dc', { parents: [api, api.port('http')], rules: [{ backends: [silent] }] });
new VirtualService(scope, 'dd', { hosts: [api], http: [HttpRoute.to(silent)] });
PolicyTargets.of(api);
// @ts-expect-error nobody would go by the routes
new VirtualService(scope, 'de', { hosts: [silent], http: [HttpRoute.to(silent)] });
// @ts-expect-error nor of what is named in one word
new VirtualService(scope, 'df', { hosts: [stripe], http: [HttpRoute.to(stripe)] });
// @ts-expect-error nobody would go by the rules
new HTTPRoute(scope, 'dg', { parents: [silent], rules: [{ backends: [api] }] });
// @ts-expect-error nothing would look at the policy
PolicyTargets.of(silent);

// @ts-expect-error what is asked for by its interface is read as well
const service: IMeshService = unread;
export const known: IMeshService = behind ?? service;

// What must not compile: `tsc` fails on a line below that does.
import { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  AuthorizationPolicy,
  AuthorizationProvider,
  allow,
  allowNothing,
  anyRequest,
  CertManagerCertificate,
  ClientCertificate,
  ClientTls,
  custom,
  DelegateVirtualService,
  Destination,
  DestinationRule,
  exactly,
  Gateway,
  HashKey,
  HttpRoute,
  type IGatewayWorkload,
  LoadBalancer,
  MeshService,
  Retries,
  Secret,
  Server,
  ServerCredential,
  ServerTls,
  ServiceIdentity,
  TcpRoute,
  Telemetry,
  TelemetryProvider,
  TlsRoute,
  TlsSecret,
  Trust,
  VirtualService,
  Workload,
} from '../../lib/istio';
import type { Microservice } from '../../lib/workload/microservice';

declare const scope: Construct;
declare const ingress: IGatewayWorkload;
const files = { certificate: '/tls.crt', privateKey: '/tls.key' };
const fromFiles = ServerCredential.files(files);
const delegate = DelegateVirtualService.named('others', { namespace: 'other' });
const reviews = MeshService.named('reviews.demo.svc.cluster.local');
const versions = new DestinationRule(scope, 'reviews', { host: reviews, subsets: { v1: { version: 'v1' } } });
const route = HttpRoute.to(reviews);

// @ts-expect-error a subset that the rule does not name
versions.subset('v9');
// @ts-expect-error a rule without subsets has none to choose
new DestinationRule(scope, 'plain', { host: reviews }).subset('v1');
// @ts-expect-error a short host
MeshService.named('reviews');
// @ts-expect-error a short host
new VirtualService(scope, 'short', { hosts: ['reviews'], http: [route] });
// @ts-expect-error a gateway by its name
new VirtualService(scope, 'named', { hosts: ['*'], gateways: ['bookinfo-gateway'], http: [route] });
// @ts-expect-error no hosts
new VirtualService(scope, 'no-hosts', { hosts: [], http: [route] });
// @ts-expect-error no routes
new VirtualService(scope, 'no-routes', { hosts: ['*'] });
// @ts-expect-error an empty list of routes
new VirtualService(scope, 'empty-routes', { hosts: ['*'], http: [] });
// @ts-expect-error a destination by its name
HttpRoute.to('reviews');
// @ts-expect-error a match without conditions
HttpRoute.to(reviews, { match: [{}] });
// @ts-expect-error a match with a name but without conditions
HttpRoute.to(reviews, { match: [{ name: 'everything' }] });
// @ts-expect-error no matches
HttpRoute.to(reviews, { match: [] });
// @ts-expect-error a path as plain text: exactly or startsWith?
HttpRoute.to(reviews, { match: [{ path: '/productpage' }] });
// @ts-expect-error a split of one part
HttpRoute.split({ to: reviews, percent: 100 });
// @ts-expect-error a part without its percentage
HttpRoute.split({ to: reviews, percent: 50 }, { to: reviews });
// @ts-expect-error a redirect that changes nothing
HttpRoute.redirect({ status: 302 });
// @ts-expect-error a redirect does not rewrite
HttpRoute.redirect({ path: '/' }, { rewrite: { path: '/b' } });
// @ts-expect-error an answer of Envoy's own has no timeout
HttpRoute.directResponse({ status: 503 }, { timeout: Duration.seconds(1) });
// @ts-expect-error a number of seconds or milliseconds?
HttpRoute.to(reviews, { timeout: 5 });
// @ts-expect-error a delay without its percentage
HttpRoute.to(reviews, { fault: { delay: { by: Duration.seconds(7) } } });
// @ts-expect-error a fault that does nothing
HttpRoute.to(reviews, { fault: {} });
// @ts-expect-error a condition that Envoy does not know
Retries.upTo(3, { on: ['timeout'] });
// @ts-expect-error a TLS route without server names
TlsRoute.to(reviews, { match: [{ port: 443 }] });
// @ts-expect-error TCP has no paths
TcpRoute.to(reviews, { match: [{ path: exactly('/') }] });
// @ts-expect-error HTTPS without a credential
Server.https({ hosts: ['*'] });
// @ts-expect-error HTTPS is decrypted at the gateway; Server.tls passes it on
Server.https({ hosts: ['*'], tls: ServerTls.passthrough });
// @ts-expect-error a TLS mode without its credential
ServerTls.simple();
// @ts-expect-error three certificates
ServerCredential.secret('a', 'b', 'c');
// @ts-expect-error a Certificate names its Secret
CertManagerCertificate.named('web', {});
// @ts-expect-error a service is no Secret
ServerCredential.secret(reviews);
ServerCredential.secret(Secret.named('a'), CertManagerCertificate.named('b', { secretName: 'b' }));
// @ts-expect-error a Secret has a key
new TlsSecret(scope, 'secret', { certificate: '' });
// @ts-expect-error a gateway without servers
new Gateway(scope, 'gateway', { ingress, servers: [] });
// @ts-expect-error an outside gateway without its namespace
Gateway.named('shared');
// @ts-expect-error a traffic policy that says nothing
new DestinationRule(scope, 'empty', { host: reviews, trafficPolicy: {} });
// @ts-expect-error Istio exports none of its configuration to nobody
new VirtualService(scope, 'unseen', { hosts: [reviews], http: [route], exportTo: 'no-namespace' });
// @ts-expect-error a delegate can't delegate
new DelegateVirtualService(scope, 'delegate', { http: [HttpRoute.delegate(delegate)] });
// @ts-expect-error a status that HTTP does not have
Retries.upTo(3, { on: [599] });
// @ts-expect-error Istio ignores the subnet that a connection comes from
TcpRoute.to(reviews, { match: [{ sourceSubnet: '10.0.0.0/8' }] });
// @ts-expect-error certificates in files leave open who signs the clients'
ServerTls.mutual(fromFiles);
// @ts-expect-error revoked certificates are part of the Secret
ServerTls.mutual(ServerCredential.secret('a'), { clients: { caCrl: '/crl.pem' } });
// @ts-expect-error Istio compares hashes only with a Secret
ServerTls.mutual(fromFiles, { clients: { caCertificates: '/ca.crt', certificateHashes: ['a'] } });
// @ts-expect-error the mesh decides which TLS its workloads speak
ServerTls.istioMutual({ minVersion: '1.3' });
// @ts-expect-error Envoy does not know this cipher suite
ServerTls.simple(ServerCredential.secret('a'), { cipherSuites: ['RC4-SHA'] });
// @ts-expect-error only round robin and least request know new hosts
LoadBalancer.random({ warmup: { duration: Duration.minutes(1) } });
// @ts-expect-error the mesh's certificates come with its authority
ClientTls.istioMutual({ trust: Trust.system() });
// @ts-expect-error a Secret with the client's certificate holds the authority too
ClientCertificate.secret('a', { trust: Trust.caCertificates('/ca.crt') });
// @ts-expect-error without a certificate of its own there is no Secret to find the authority in
ClientTls.simple({ trust: Trust.sameSecret() });
// @ts-expect-error revoked certificates go with the file of an authority
Trust.system({ caCrl: '/crl.pem' });
// @ts-expect-error a number of seconds?
HashKey.cookie('user', { ttl: 0 });

declare const gateway: Gateway;
declare const microservice: Microservice<'http', 'v1'>;
const workload = Workload.labelled({ app: 'curl' });
const identity = ServiceIdentity.named('curl', { namespace: 'demo' });

// @ts-expect-error a service is no gateway
new VirtualService(scope, 'service', { hosts: ['*'], gateways: [microservice], http: [route] });
// @ts-expect-error a delegate is no gateway
new VirtualService(scope, 'delegate', { hosts: ['*'], gateways: [delegate], http: [route] });
// @ts-expect-error a workload is no gateway
new VirtualService(scope, 'workload', { hosts: ['*'], gateways: [workload], http: [route] });
// @ts-expect-error a gateway is no delegate
HttpRoute.delegate(gateway);
// @ts-expect-error a gateway is no destination
HttpRoute.to(gateway);
// @ts-expect-error a workload is no destination
HttpRoute.to(workload);
// @ts-expect-error a service is no external authorizer
custom(microservice, anyRequest);
// @ts-expect-error a telemetry provider is no external authorizer
custom(TelemetryProvider.named('jaeger'), anyRequest);
// @ts-expect-error a gateway is no telemetry provider
new Telemetry(scope, 'gateway', { tracing: [{ provider: gateway }] });
// @ts-expect-error an external authorizer is no telemetry provider
new Telemetry(scope, 'authorizer', { tracing: [{ provider: AuthorizationProvider.named('a') }] });
// @ts-expect-error an identity has no labels to choose pods by
new AuthorizationPolicy(scope, 'identity', { workload: identity, action: allowNothing });
// @ts-expect-error labels say not who calls
allow({ from: [workload] });
// @ts-expect-error a service that is not described here says not who it is
allow({ from: [reviews] });
// @ts-expect-error a workload is no ingress gateway
new Gateway(scope, 'workload', { ingress: workload, servers: [Server.http({ hosts: ['*'] })] });
// @ts-expect-error a gateway is what is configured, not what configures
new DestinationRule(scope, 'gateway', { host: gateway });

const ofMicroservice = new DestinationRule(scope, 'ports', {
  host: microservice,
  subsets: microservice.subsets,
});
ofMicroservice.subset('v1', { port: 'http' });
// @ts-expect-error a port that the service does not have
ofMicroservice.subset('v1', { port: 'htp' });
// @ts-expect-error a port that the service does not have
Destination.of(microservice, { port: 'htp' });
// @ts-expect-error of a service whose ports are not known none can be named
Destination.of(reviews, { port: 'http' });
// @ts-expect-error Istio's word is match; when is a condition of a policy
HttpRoute.to(reviews, { when: [{ port: 80 }] });
// @ts-expect-error gateways is a list
new VirtualService(scope, 'gateway', { hosts: ['*'], gateway, http: [route] });

// An ingress gateway is who it runs as, and pods that a policy is for.
allow({ from: [ingress, microservice, identity] });
new AuthorizationPolicy(scope, 'ingress', { workload: ingress, action: allowNothing });

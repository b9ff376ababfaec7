import type { Construct } from 'constructs';
import {
  AuthorizationPolicy,
  AuthorizationProvider,
  allow,
  allowEverything,
  allowNothing,
  anyRequest,
  audit,
  custom,
  deny,
  denyEverything,
  get,
  MeshService,
  type MtlsMode,
  PeerAuthentication,
  PolicyTargets,
  ServiceIdentity,
  Workload,
} from '../../../lib/istio';

const ratings = Workload.labelled({ app: 'ratings' }, { namespace: 'demo' });
const reviews = ServiceIdentity.named('bookinfo-reviews', { namespace: 'demo' });

/** AuthorizationPolicies with every action and condition, and PeerAuthentications with every mode. */
export function policies(scope: Construct): void {
  for (const mtls of ['strict', 'permissive', 'disabled', 'inherited'] as const satisfies MtlsMode[]) {
    new PeerAuthentication(scope, mtls, { mtls, workload: ratings, ports: { 9080: mtls } });
  }
  new AuthorizationPolicy(scope, 'allow-nothing', { action: allowNothing });
  new AuthorizationPolicy(scope, 'allow-everything', { action: allowEverything });
  new AuthorizationPolicy(scope, 'deny-everything', { action: denyEverything });
  new AuthorizationPolicy(scope, 'deny', { action: deny({ to: [{ ports: [9090] }] }) });
  new AuthorizationPolicy(scope, 'audit', { action: audit({ to: [get('/a/{*}/b/{**}')] }) });
  new AuthorizationPolicy(scope, 'custom', {
    workload: PolicyTargets.of(MeshService.named('ratings.demo.svc.cluster.local')),
    action: custom(
      AuthorizationProvider.named('ext-authz'),
      { from: [{ ipBlocks: ['10.0.0.0/8'] }] },
      anyRequest,
    ),
  });
  new AuthorizationPolicy(scope, 'every-condition', {
    workload: ratings,
    action: allow({
      from: [
        reviews,
        {
          principals: [reviews, '*/sa/curl'],
          notPrincipals: ['cluster.local/ns/demo/sa/other'],
          requestPrincipals: ['issuer.example.com/*'],
          notRequestPrincipals: ['issuer.example.com/one'],
          namespaces: ['demo*'],
          notNamespaces: ['demo-2'],
          ipBlocks: ['10.0.0.0/8'],
          notIpBlocks: ['10.0.0.1'],
          remoteIpBlocks: ['2001:db8::/32'],
          notRemoteIpBlocks: ['192.0.2.1'],
          trustDomains: ['*.example.org'],
          notTrustDomains: ['old.example.org'],
        },
        { serviceAccounts: [reviews], notServiceAccounts: [reviews] },
      ],
      to: [
        {
          hosts: ['*.example.com'],
          notHosts: ['a.example.com'],
          ports: [9080],
          notPorts: [9090],
          methods: ['GET'],
          notMethods: ['DELETE'],
          paths: ['/ratings/*'],
          notPaths: ['*.png'],
        },
      ],
      when: [
        { key: 'request.headers[x-token]', values: ['a*'], notValues: ['ab'] },
        { key: 'source.ip', values: ['10.0.0.0/8'] },
        { key: 'remote.ip', values: ['10.0.0.0/8'] },
        { key: 'source.namespace', values: ['demo'] },
        { key: 'source.principal', values: ['*/sa/curl'] },
        { key: 'source.serviceAccount', values: ['demo/curl'] },
        { key: 'source.trustDomain', values: ['cluster.local'] },
        { key: 'request.auth.principal', values: ['*'] },
        { key: 'request.auth.audiences', values: ['a'] },
        { key: 'request.auth.presenter', values: ['a'] },
        { key: 'request.auth.claims[group][id]', values: ['a'] },
        { key: 'destination.ip', values: ['10.0.0.1'] },
        { key: 'destination.port', notValues: ['80'] },
        { key: 'connection.sni', values: ['a.example.com'] },
        { key: 'experimental.envoy.filters.network.mysql_proxy[db.table]', values: ['[update]'] },
      ],
    }),
  });
}

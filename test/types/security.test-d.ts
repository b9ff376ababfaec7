// What must not compile: `tsc` fails on a line below that does.
import type { Construct } from 'constructs';
import {
  AuthorizationPolicy,
  AuthorizationProvider,
  allow,
  anyRequest,
  custom,
  deny,
  get,
  PeerAuthentication,
  ServiceIdentity,
} from '../../lib/istio';

declare const scope: Construct;
const reviews = ServiceIdentity.named('bookinfo-reviews', { namespace: 'demo' });
const authorizer = AuthorizationProvider.named('ext-authz');

// @ts-expect-error no rules: allowNothing says it
allow();
// @ts-expect-error a rule that asks nothing: anyRequest says it
allow({});
// @ts-expect-error an empty list asks nothing
allow({ from: [] });
// @ts-expect-error a caller by a name: whose account?
allow({ from: ['reviews'] });
// @ts-expect-error an operation that asks nothing
deny({ to: [{}] });
// @ts-expect-error a path without its slash
get('ratings');
// @ts-expect-error a method that is not in capitals
deny({ to: [{ methods: ['get'] }] });
// @ts-expect-error a port as a text
deny({ to: [{ ports: ['80'] }] });
// @ts-expect-error a key that Istio does not know
deny({ when: [{ key: 'source.name', values: ['a'] }] });
// @ts-expect-error a key without values
deny({ when: [{ key: 'source.ip' }] });
// @ts-expect-error an external authorizer is asked before anyone knows the caller
custom(authorizer, { from: [reviews] });
// @ts-expect-error an external authorizer is asked before anyone knows the caller
custom(authorizer, { when: [{ key: 'source.principal', values: ['*'] }] });
// @ts-expect-error an authorizer that is asked about nothing
custom(authorizer);
// @ts-expect-error a policy without an action
new AuthorizationPolicy(scope, 'policy', {});
// @ts-expect-error an action by its name
new AuthorizationPolicy(scope, 'policy', { action: 'ALLOW' });
// @ts-expect-error the account of which namespace?
ServiceIdentity.named('curl');
// @ts-expect-error Istio's own words are in capitals, ours are not
new PeerAuthentication(scope, 'mtls', { mtls: 'STRICT' });
// @ts-expect-error a policy that says nothing
new PeerAuthentication(scope, 'mtls', {});

custom(authorizer, anyRequest);

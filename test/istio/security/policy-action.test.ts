import {
  AuthorizationProvider,
  allow,
  allowEverything,
  allowNothing,
  audit,
  custom,
  deny,
  denyEverything,
  policyAction,
  renderAction,
} from '../../../lib/istio/security/policy-action';
import { get } from '../../../lib/istio/security/policy-operation';
import { anyRequest } from '../../../lib/istio/security/policy-rule';
import { refusal, refusedAt } from '../../refusal';

const rule = { to: [get('/a')] } as const;
const written = { to: [{ operation: { methods: ['GET'], paths: ['/a'] } }] };
const provider = AuthorizationProvider.named('ext-authz');
const mesh = { trustDomain: 'cluster.local', clusterDomain: 'cluster.local', rootNamespace: 'istio-system' };

it.each([
  [allowNothing, {}],
  [allowEverything, { action: 'ALLOW', rules: [{}] }],
  [denyEverything, { action: 'DENY', rules: [{}] }],
  [allow(rule, rule), { action: 'ALLOW', rules: [written, written] }],
  [deny(rule), { action: 'DENY', rules: [written] }],
  [audit(rule, anyRequest), { action: 'AUDIT', rules: [written, {}] }],
  [custom(provider, anyRequest), { action: 'CUSTOM', provider: { name: 'ext-authz' }, rules: [{}] }],
])('is written (%#)', (action, spec) => {
  expect(renderAction(action, mesh)).toEqual(spec);
});

const broken = { to: [{ ports: [0] }] } as const;

it.each([
  () => allow(rule, broken),
  () => deny(rule, broken),
  () => audit(rule, broken),
  () => custom(provider, rule, broken),
])('rejects a rule that Istio does not take (%#)', (build) => {
  expect(refusal(policyAction, build())).toContain('a port must be a whole number from 1 to 65535, got 0');
  expect(refusedAt(policyAction, build())).toBe('rules[1].to[0].ports[0]');
});

it('rejects an authorizer without a name, and what is none', () => {
  expect(refusal(policyAction, custom(AuthorizationProvider.named(''), rule))).toBe(
    "the name of an authorizer is some text, got ''; write for example 'ext-authz', as in the mesh configuration's extensionProviders",
  );
  expect(refusal(policyAction, custom({ kind: 'service', name: 'a' } as never, rule))).toContain(
    'an external authorizer is expected',
  );
});

it('rejects what an external authorizer can not be asked by', () => {
  const late = custom(provider, { when: [{ key: 'source.namespace', values: ['a'] }] } as never);
  expect(refusedAt(policyAction, late)).toBe('rules[0].when[0].key');
  expect(refusal(policyAction, custom(provider, { from: [{ namespaces: ['a'] }] } as never))).toContain(
    'there is no such property',
  );
});

it('rejects no rules', () => {
  expect(refusal(policyAction, (allow as () => unknown)())).toBe(
    'the list is empty, got []; put something into it or leave it out',
  );
});

import {
  allow,
  allowEverything,
  allowNothing,
  audit,
  custom,
  deny,
  denyEverything,
  renderAction,
} from '../../../lib/istio/security/policy-action';
import { get } from '../../../lib/istio/security/policy-operation';
import { anyRequest } from '../../../lib/istio/security/policy-rule';

const rule = { to: [get('/a')] } as const;
const written = { to: [{ operation: { methods: ['GET'], paths: ['/a'] } }] };
const provider = { name: 'ext-authz' };

it.each([
  [allowNothing, {}],
  [allowEverything, { action: 'ALLOW', rules: [{}] }],
  [denyEverything, { action: 'DENY', rules: [{}] }],
  [allow(rule, rule), { action: 'ALLOW', rules: [written, written] }],
  [deny(rule), { action: 'DENY', rules: [written] }],
  [audit(rule, anyRequest), { action: 'AUDIT', rules: [written, {}] }],
  [custom(provider, anyRequest), { action: 'CUSTOM', provider, rules: [{}] }],
])('is written (%#)', (action, spec) => {
  expect(renderAction(action, 'cluster.local')).toEqual(spec);
});

const broken = { to: [{ ports: [0] }] } as const;

it.each([
  () => allow(rule, broken),
  () => deny(rule, broken),
  () => audit(rule, broken),
  () => custom(provider, rule, broken),
])('rejects a rule that Istio does not take (%#)', (build) => {
  expect(build).toThrow('the port of an operation must be a whole number from 1 to 65535, got 0');
});

it('rejects an authorizer without a name', () => {
  expect(() => custom({ name: '' }, rule)).toThrow(
    new Error(
      "an authorizer has a name, got ''; write the name in the mesh configuration's extensionProviders, such as 'ext-authz'",
    ),
  );
});

import { get } from '../../../lib/istio/security/policy-operation';
import { anyRequest, rule as aRule, type Rule, renderRule } from '../../../lib/istio/security/policy-rule';
import { refusal } from '../../refusal';

const mesh = { trustDomain: 'cluster.local', clusterDomain: 'cluster.local', rootNamespace: 'istio-system' };
const when = { key: 'source.namespace', values: ['demo'] } as const;

it.each<[Rule, object]>([
  [anyRequest, {}],
  [
    { from: [{ namespaces: ['demo'] }], to: [get('/a'), get('/b')], when: [when, when] },
    {
      from: [{ source: { namespaces: ['demo'] } }],
      to: [
        { operation: { methods: ['GET'], paths: ['/a'] } },
        { operation: { methods: ['GET'], paths: ['/b'] } },
      ],
      when: [when, when],
    },
  ],
  [{ to: [get()] }, { to: [{ operation: { methods: ['GET'] } }] }],
])('is written (%#)', (rule, written) => {
  expect(refusal(aRule, rule)).toBeUndefined();
  expect(renderRule(rule, mesh)).toEqual(written);
});

it.each<[Rule, string]>([
  [{ from: [{ ipBlocks: ['a'] }] }, 'a subnet is an IP address'],
  [{ to: [get(), { ports: [0] }] }, 'a port must be'],
  [{ when: [when, { key: 'source.namespace', values: [''] }] }, 'the value of a condition is a text'],
])('rejects what Istio does not take (%#)', (rule, problem) => {
  expect(refusal(aRule, rule)).toContain(problem);
});

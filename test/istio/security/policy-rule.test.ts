import { get } from '../../../lib/istio/security/policy-operation';
import { anyRequest, checkRule, type Rule, renderRule } from '../../../lib/istio/security/policy-rule';

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
  checkRule(rule);
  expect(renderRule(rule, 'cluster.local')).toEqual(written);
});

it.each<[Rule, string]>([
  [{ from: [{ ipBlocks: ['a'] }] }, 'a subnet is an IP address'],
  [{ to: [get(), { ports: [0] }] }, 'the port of an operation'],
  [{ when: [when, { key: 'source.namespace', values: [''] }] }, 'the value of source.namespace is a text'],
])('rejects what Istio does not take (%#)', (rule, problem) => {
  expect(() => checkRule(rule)).toThrow(problem);
});

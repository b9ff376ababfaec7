import { RelabelRule, renderRelabelRule } from '../../lib/addons/relabel-rule';

test('Each rule is written as Prometheus has it', () => {
  const rules = [
    RelabelRule.keep(['a', 'b'], 'x;y'),
    RelabelRule.drop(['a'], 'x'),
    RelabelRule.set('pod', ['a']),
    RelabelRule.set('pod', ['a', 'b'], { matches: '(.+);(.+)', to: '$2' }),
    RelabelRule.copyLabels('label_(.+)'),
    RelabelRule.copyLabels('param_(.+)', '__param_$1'),
    RelabelRule.dropLabels('a|b'),
  ];
  expect(rules.map(renderRelabelRule)).toEqual([
    { action: 'keep', source_labels: ['a', 'b'], regex: 'x;y' },
    { action: 'drop', source_labels: ['a'], regex: 'x' },
    { action: 'replace', source_labels: ['a'], regex: '(.+)', target_label: 'pod', replacement: '$1' },
    {
      action: 'replace',
      source_labels: ['a', 'b'],
      regex: '(.+);(.+)',
      target_label: 'pod',
      replacement: '$2',
    },
    { action: 'labelmap', regex: 'label_(.+)', replacement: '$1' },
    { action: 'labelmap', regex: 'param_(.+)', replacement: '__param_$1' },
    { action: 'labeldrop', regex: 'a|b' },
  ]);
});

test('rejects an expression that Prometheus does not accept', () => {
  expect(() => RelabelRule.keep(['a'], '(?=x)')).toThrow('RE2 does not accept the expression');
});

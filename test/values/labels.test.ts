import { checkLabels } from '../../lib/values/labels';

it.each([
  { app: 'reviews' },
  { app: '' },
  { A: 'a' },
  { 0: '0' },
  { 'a0.b0/a0': 'a0a' },
  { [`${'a'.repeat(253)}/a`]: 'a' },
  { 'app.kubernetes.io/name': 'Reviews_1.0' },
  { [`${'a'.repeat(63)}`]: 'a'.repeat(63) },
])('takes labels that a pod can carry (%#)', (labels) => {
  expect(() => checkLabels(labels as Record<string, string>, 'it')).not.toThrow();
});

it('rejects no labels', () => {
  expect(() => checkLabels({}, 'a workload')).toThrow(
    new Error("a workload is chosen by its labels, got {}; write at least one, such as { app: 'reviews' }"),
  );
});

it.each([
  { app: '*' },
  { app: 'a b' },
  { app: '-a' },
  { app: 'a'.repeat(64) },
  { '': 'a' },
  { 'a b': 'a' },
  { 'a/': 'a' },
  { '/a': 'a' },
  { 'Example.com/a': 'a' },
  { 'a/b/c': 'a' },
  { ['a'.repeat(64)]: 'a' },
  { [`${'a'.repeat(254)}/a`]: 'a' },
])('rejects a label that no pod can carry (%#)', (labels: Record<string, string>) => {
  expect(() => checkLabels({ version: 'v1', ...labels }, 'a subset')).toThrow(
    /^a subset is chosen by a label that no pod can carry, got \{.*\}; write letters, digits, dashes, underscores and dots, such as \{ app: 'reviews' \}$/,
  );
});

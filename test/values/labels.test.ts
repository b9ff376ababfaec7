import { chosenBy, labels } from '../../lib/values/labels';
import { refusal, refusedAt } from '../refusal';

it.each([
  { app: 'reviews' },
  { app: '' },
  { A: 'a' },
  { 0: '0' },
  { 'a0.b0/a0': 'a0a' },
  { [`${'a'.repeat(253)}/a`]: 'a' },
  { 'app.kubernetes.io/name': 'Reviews_1.0' },
  { [`${'a'.repeat(63)}`]: 'a'.repeat(63) },
])('takes labels that a pod can carry (%#)', (carried) => {
  expect(chosenBy(carried as Record<string, string>)).toBeUndefined();
});

it('rejects no labels where pods are chosen by them', () => {
  expect(refusal(chosenBy, {})).toBe('there is nothing in it, got {}; name at least one or leave it out');
  expect(labels({})).toBeUndefined();
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
])('rejects a label that no pod can carry (%#)', (carried: Record<string, string>) => {
  const [name] = Object.keys(carried);
  expect(refusal(chosenBy, { version: 'v1', ...carried })).toMatch(
    /^Kubernetes takes no label of this (name|value), got '/,
  );
  expect(refusedAt(chosenBy, { version: 'v1', ...carried })).toBe(
    /^\w+$/.test(name as string) ? name : `['${name}']`,
  );
});

import { isDnsLabel, namespaceName } from '../../lib/values/dns-label';
import { refusal } from '../refusal';

it.each(['a', 'v1', 'a-b', '0', 'a'.repeat(63)])('takes the label %s', (label) => {
  expect(isDnsLabel(label)).toBe(true);
});

it.each(['', 'A', 'a.b', '-a', 'a-', 'a_b', 'a'.repeat(64)])('rejects the label %p', (label) => {
  expect(isDnsLabel(label)).toBe(false);
});

it('rejects what can not be a namespace', () => {
  expect(refusal(namespaceName, 'demo')).toBeUndefined();
  expect(refusal(namespaceName, '*')).toBe(
    "a namespace is named by a DNS label, got '*'; use lower-case letters, digits and dashes, such as 'demo'",
  );
});

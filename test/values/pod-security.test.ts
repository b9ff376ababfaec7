import { wrongPodSecurity } from '../../lib/values/pod-security';

const label = (name: string) => `pod-security.kubernetes.io/${name}`;

it.each([
  [label('enforce'), 'baseline'],
  [label('audit'), 'restricted'],
  [label('warn-version'), 'latest'],
  [label('enforce-version'), 'v1.30'],
  [label('enforced'), 'A'],
  ['team', 'A'],
])('takes %s: %s', (key, value) => {
  expect(wrongPodSecurity({ [key]: value })).toEqual([]);
});

it.each([
  [label('enforce'), 'A', 'privileged, baseline or restricted'],
  [label('warn'), '', 'privileged, baseline or restricted'],
  [label('audit-version'), '1.30', 'latest or such as v1.30'],
  [label('audit-version'), 'v1.030', 'latest or such as v1.30'],
])('finds %s: %s', (key, got, instead) => {
  expect(wrongPodSecurity({ team: 'a', [key]: got })).toEqual([{ key, got, instead }]);
});

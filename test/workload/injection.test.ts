import { Injection, injection, renderInjection } from '../../lib/workload/injection';
import { refusal } from '../refusal';

describe('Injection', () => {
  it.each([
    [Injection.enabled, { 'istio-injection': 'enabled' }],
    [Injection.disabled, { 'istio-injection': 'disabled' }],
    [Injection.ambient, { 'istio.io/dataplane-mode': 'ambient' }],
    [Injection.revision('1-30-3'), { 'istio.io/rev': '1-30-3' }],
  ])('writes %j as its one label', (choice, labels) => {
    expect(renderInjection(choice)).toEqual(labels);
  });

  it.each([
    ['1.30.3', '1-30-3'],
    ['Canary', 'canary'],
    ['', '1-30-3'],
  ])('rejects the revision %p, which no label value or object name could be', (revision, instead) => {
    expect(refusal(injection, Injection.revision(revision))).toBe(
      `a revision is named by a DNS label, got '${revision}'; write for example '${instead}'`,
    );
  });
});

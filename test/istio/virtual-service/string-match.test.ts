import {
  exactly,
  matches,
  renderStringMatch,
  startsWith,
  stringMatch,
} from '../../../lib/istio/virtual-service/string-match';
import { refusal } from '../../refusal';

it('writes the three ways to compare a text', () => {
  expect([exactly('a'), exactly(''), startsWith('/'), matches('a|b')].map(renderStringMatch)).toEqual([
    { exact: 'a' },
    { exact: '' },
    { prefix: '/' },
    { regex: 'a|b' },
  ]);
});

it('rejects an empty prefix, with which every text begins', () => {
  expect(refusal(stringMatch, startsWith(''))).toBe(
    "every text begins with the empty one, got ''; leave the condition out",
  );
});

it('rejects an expression that RE2 does not know', () => {
  expect(refusal(stringMatch, matches('(?!a)'))).toContain('RE2 does not accept the expression');
});

it('rejects a plain text, which does not say how it is compared', () => {
  expect(refusal(stringMatch, '/a')).toBe(
    "how is the text compared?, got '/a'; write exactly('/a'), startsWith('/a') or matches('/a')",
  );
  expect(refusal(stringMatch, { kind: 'suffix', text: 'a' })).toContain('this is not a comparison of texts');
});

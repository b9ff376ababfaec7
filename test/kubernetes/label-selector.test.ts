import { carries, labelText, selects } from '../../lib/kubernetes/label-selector';

describe('labels', () => {
  it('carry what is wanted when each of its labels has the same value', () => {
    expect(carries({ app: 'a', istio: 'ingress' }, { istio: 'ingress' })).toBe(true);
    expect(carries({ app: 'a', istio: 'egress' }, { istio: 'ingress' })).toBe(false);
    expect(carries(undefined, { istio: 'ingress' })).toBe(false);
    expect(carries(undefined, {})).toBe(true);
  });

  it('are written as kubectl writes them', () => {
    expect(labelText({ app: 'reviews', version: 'v1' })).toBe('app=reviews,version=v1');
  });
});

describe('a label selector', () => {
  const one = (operator: string, values?: string[]) => ({
    matchExpressions: [{ key: 'rev', operator, ...(values && { values }) }],
  });

  it.each([
    ['In', one('In', ['a', 'b']), { rev: 'a' }, true],
    ['In, of another value', one('In', ['a', 'b']), { rev: 'c' }, false],
    ['In, without the label', one('In', ['a']), {}, false],
    ['NotIn', one('NotIn', ['a']), { rev: 'b' }, true],
    ['NotIn, of such a value', one('NotIn', ['a']), { rev: 'a' }, false],
    ['NotIn, without the label', one('NotIn', ['a']), {}, true],
    ['Exists', one('Exists'), { rev: '' }, true],
    ['Exists, without the label', one('Exists'), {}, false],
    ['DoesNotExist', one('DoesNotExist'), {}, true],
    ['DoesNotExist, with the label', one('DoesNotExist'), { rev: 'a' }, false],
    ['an unknown operator', one('Near', ['a']), { rev: 'a' }, false],
    ['labels', { matchLabels: { rev: 'a' } }, { rev: 'a', more: 'b' }, true],
    ['labels of other values', { matchLabels: { rev: 'a' } }, { rev: 'b' }, false],
    [
      'labels and an expression that fails',
      { matchLabels: { rev: 'a' }, ...one('NotIn', ['a']) },
      { rev: 'a' },
      false,
    ],
    ['nothing', {}, { rev: 'a' }, true],
    ['no selector', undefined, {}, true],
  ])('selects by %s', (_, selector, labels, selected) => {
    expect(selects(selector, labels)).toBe(selected);
  });
});

import { isSubsetWithPolicy, Subset } from '../../../lib/istio/destination-rule/subset';

const trafficPolicy = { proxyProtocol: 'V2' } as const;

it('is labels, labels with a policy, or the whole service', () => {
  expect(Subset.labelled({ version: 'v1' }, { trafficPolicy })).toEqual({
    kind: 'subset',
    labels: { version: 'v1' },
    trafficPolicy,
  });
  expect(Subset.wholeService()).toEqual({ kind: 'subset', labels: {} });
  expect(Subset.wholeService({ trafficPolicy })).toEqual({ kind: 'subset', labels: {}, trafficPolicy });
});

it('tells labels from more, whatever the labels are called', () => {
  expect(isSubsetWithPolicy({ kind: 'subset', labels: 'a' })).toBe(false);
  expect(isSubsetWithPolicy(Subset.wholeService())).toBe(true);
});

it('rejects labels that choose nothing', () => {
  expect(() => Subset.labelled({}, { trafficPolicy })).toThrow('a subset is chosen by its labels, got {}');
});

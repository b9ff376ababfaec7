import { isSubsetWithPolicy, Subset, subset } from '../../../lib/istio/destination-rule/subset';
import { refusal } from '../../refusal';

const trafficPolicy = { proxyProtocol: 'V2' } as const;

it('is labels, labels with a policy, or the whole service', () => {
  expect(Subset.labelled({ version: 'v1' }, { trafficPolicy })).toEqual({
    kind: 'subset',
    labels: { version: 'v1' },
    trafficPolicy,
  });
  expect(Subset.wholeService()).toEqual({ kind: 'whole-service', labels: {} });
  expect(Subset.wholeService({ trafficPolicy })).toEqual({
    kind: 'whole-service',
    labels: {},
    trafficPolicy,
  });
});

it('tells labels from more, whatever the labels are called', () => {
  expect(isSubsetWithPolicy({ kind: 'subset', labels: 'a' })).toBe(false);
  expect(isSubsetWithPolicy(Subset.wholeService())).toBe(true);
});

it('rejects labels that choose nothing', () => {
  expect(refusal(subset, {})).toBe(
    "a subset is chosen by its labels, got {}; write for example { version: 'v1' }, or Subset.wholeService() where that is meant",
  );
  expect(refusal(subset, { version: '*' })).toContain('Kubernetes takes no label of this value');
  expect(refusal(subset, Subset.labelled({}, { trafficPolicy }))).toBe(
    "a subset is chosen by its labels, got {}; write for example { version: 'v1' }, or Subset.wholeService() where that is meant",
  );
});

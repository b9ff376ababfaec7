import { exportTo as anExport, renderExportTo } from '../../../lib/istio/references/export-to';
import { refusal } from '../../refusal';

it('writes who sees an object', () => {
  expect(renderExportTo('every-namespace')).toEqual(['*']);
  expect(renderExportTo('own-namespace')).toEqual(['.']);
  expect(renderExportTo({ namespaces: ['demo', 'other'] })).toEqual(['demo', 'other']);
});

it.each([
  [['*'], "a namespace is named by a DNS label, got '*'"],
  [['demo', 'other', 'demo'], "the list holds it twice, got 'demo'; name it once"],
])('rejects %j', (namespaces, problem) => {
  expect(refusal(anExport, { namespaces: namespaces as [string] })).toContain(problem);
});

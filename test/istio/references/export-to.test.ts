import { renderExportTo } from '../../../lib/istio/references/export-to';

it('writes who sees an object', () => {
  expect(renderExportTo('every-namespace')).toEqual(['*']);
  expect(renderExportTo('own-namespace')).toEqual(['.']);
  expect(renderExportTo({ namespaces: ['demo', 'other'] })).toEqual(['demo', 'other']);
});

it.each([
  [['*'], "a namespace is named by a DNS label, got '*'"],
  [
    ['demo', 'other', 'demo'],
    "an object is exported to a namespace twice, got 'demo'; name each namespace once",
  ],
])('rejects %j', (namespaces, problem) => {
  expect(() => renderExportTo({ namespaces: namespaces as [string] })).toThrow(problem);
});

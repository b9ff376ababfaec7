import { httpRewrite, renderHttpRewrite, replacing } from '../../../lib/istio/virtual-service/http-rewrite';
import { refusal } from '../../refusal';

it('writes a path, a replacement or an authority', () => {
  expect(renderHttpRewrite({ path: '/b', authority: 'b.example.com' })).toEqual({
    uri: '/b',
    authority: 'b.example.com',
  });
  expect(renderHttpRewrite({ path: replacing('^/a/(.*)', '/b/\\1') })).toEqual({
    uriRegexRewrite: { match: '^/a/(.*)', rewrite: '/b/\\1' },
  });
});

it.each([
  ['/a', '/b'],
  ['(a)(b)', '\\2\\1\\0\\\\'],
])('replaces %s by %s', (expression, substitution) => {
  expect(replacing(expression, substitution)).toEqual({ kind: 'path-replacement', expression, substitution });
});

it.each([
  ['(a)', '', 1, ''],
  ['a', '\\1', 0, '\\\\1'],
  ['(a)', '\\2', 1, '\\\\2'],
  ['(a)', 'b\\', 1, 'b\\\\'],
  ['(a)', '\\n', 1, '\\\\n'],
])('rejects replacing %s by %p', (expression, substitution, groups, got) => {
  expect(refusal(httpRewrite, { path: replacing(expression, substitution) })).toBe(
    `a substitution is some text with the groups \\0 to \\${groups} of its expression, got '${got}'; write for example replacing('^/a/(.*)', '/b/\\\\1')`,
  );
});

it('rejects an expression that RE2 does not know', () => {
  expect(refusal(httpRewrite, { path: replacing('(?=a)', 'b') })).toContain(
    'RE2 does not accept the expression',
  );
});

it('rejects a path without its slash and an authority that is none', () => {
  expect(refusal(httpRewrite, { path: replacing('a', 'b'), authority: 'a.example.com' })).toBeUndefined();
  expect(refusal(httpRewrite, { path: 'b' })).toContain("a path begins with a slash, got 'b'; write '/b'");
  expect(refusal(httpRewrite, { authority: '' })).toContain('an authority is a host, perhaps with a port');
});

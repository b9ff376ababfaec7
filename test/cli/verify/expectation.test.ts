import { expectPage, expectUnrouted } from '../../../lib/cli/verify/expectation';
import type { Answer } from '../../../lib/cli/verify/http-get';

const answer = (status: number, body = '', headers: Answer['headers'] = {}): Answer => ({
  status,
  body,
  headers,
});
const title = 'Simple Bookstore App';

describe('what is expected of the page', () => {
  it('is 200 and the title, however it is laid out', () => {
    const right = { right: true, text: '200, "Simple Bookstore App"' };
    expect(expectPage(answer(200, '<title>Simple Bookstore App</title>'), title)).toEqual(right);
    expect(expectPage(answer(200, '<TITLE lang="en">\n  Simple Bookstore App\n</TITLE>'), title)).toEqual(
      right,
    );
  });

  it.each([
    [`<title>${' '.repeat(1_000_000)}`, 'a page without a title'],
    ['<title'.repeat(200_000), 'a page without a title'],
    ['<title>'.repeat(200_000), 'a page without a title'],
    [`<title>${'</titles>'.repeat(100_000)}`, 'a page without a title'],
    ['<'.repeat(1_000_000), 'a page without a title'],
    [`<title>${' \n'.repeat(100_000)}x</title>`, 'the title "x"'],
    [`<titles>no</titles><title/x>${'y'.repeat(100_000)}</title >`, `the title "${'y'.repeat(99)}…"`],
    ['<TiTle\ta="<b"\n>İ</TITLE\n>', 'the title "İ"'],
  ])('looks once at each character of a page, whatever it is made of: %#', (page, got) => {
    expect(expectPage(answer(200, page), title).text).toBe(`200 with ${got}, expected "${title}"`);
  });

  it.each([
    [answer(503, '<title>Simple Bookstore App</title>'), '503, expected 200'],
    [answer(404), '404, expected 200'],
    [answer(301), '301, expected 200'],
    [answer(200, '<title>Welcome</title>'), '200 with the title "Welcome", expected "Simple Bookstore App"'],
    [answer(200, 'Simple Bookstore App'), '200 with a page without a title, expected "Simple Bookstore App"'],
    [{ reason: 'connection refused' }, 'connection refused'],
  ])('reports %j', (got, text) => {
    expect(expectPage(got, title)).toEqual({ right: false, text });
  });
});

it('takes any page of status 200 where no title is wanted', () => {
  expect(expectPage(answer(200, 'ok'), undefined)).toEqual({ right: true, text: '200' });
  expect(expectPage(answer(500, 'no'), undefined)).toEqual({ right: false, text: '500, expected 200' });
});

describe('what is expected of a path without a route', () => {
  it("is the gateway's own 404", () => {
    expect(expectUnrouted(answer(404))).toEqual({ right: true, text: '404, as no route leads there' });
  });

  it.each([
    [answer(200, 'healthy'), '200, expected 404: a route leads there'],
    [
      answer(404, 'not found', { 'x-envoy-upstream-service-time': '3' }),
      '404 from a service, expected it from the gateway: a route leads there',
    ],
    [{ reason: 'connection refused' }, 'connection refused'],
  ])('reports %j', (got, text) => {
    expect(expectUnrouted(got)).toEqual({ right: false, text });
  });
});

import { parseRequest, type RequestSpec } from '../../lib/routing/request';
import type { RequestPlace } from '../../lib/routing/request-place';

describe('a request', () => {
  it('is taken in its parts', () => {
    expect(
      parseRequest({
        from: 'demo/curl',
        url: 'http://Reviews.demo:9080/a?b',
        headers: { 'End-User': ' jason ' },
      }),
    ).toEqual({
      kind: 'http',
      method: 'GET',
      scheme: 'http',
      name: 'reviews.demo',
      host: 'Reviews.demo:9080',
      path: '/a?b',
      headers: { 'end-user': 'jason' },
      port: 9080,
      serverName: undefined,
    });
  });

  it.each<[string, unknown, string]>([
    ['a URL that is no text', { via: 'a/b', url: 5 }, 'url: it is no text, got 5; put it in quotes'],
    [
      'a port that is none',
      { via: 'a/b', sni: 'a', port: '443' },
      "port: a port is a whole number from 1 to 65535, got '443'; write for example 443",
    ],
    [
      'a header that is no text',
      { via: 'a/b', url: 'http://a/', headers: { n: 1 } },
      'headers: the header n is no text, got 1; put it in quotes',
    ],
    [
      'headers in a list',
      { via: 'a/b', url: 'http://a/', headers: ['n'] },
      "headers: headers are a map of texts, got [ 'n' ]; write for example { 'end-user': 'jason' }",
    ],
    [
      'an address that is none',
      { via: 'a/b', url: 'http://a/', address: '1.2.3' },
      "address: an address is an IP address, got '1.2.3'; write for example '203.0.113.7'",
    ],
    [
      'a connection of a workload to nobody',
      { from: 'a/b', port: 80 },
      "a connection from a workload has a name that it calls, got { from: 'a/b', port: 80 }; write sni, or for plain TCP url: 'http://db.demo:5432'",
    ],
    ['a property that none has', { url: 'http://a/', form: 'a/b' }, 'a request has no such property'],
  ])('rejects %s', (_, spec, message) => {
    expect(() => parseRequest(spec as RequestSpec)).toThrow(message);
  });

  it.each<[string, RequestPlace, string]>([
    ['a row of a table', { row: 'requests.jsonl:3' }, 'requests.jsonl:3: port: a port is a whole number'],
    ['an option', 'options', '--port: a port is a whole number'],
    ['a call', { call: 'mesh.request' }, 'mesh.request: port: a port is a whole number'],
  ])('names the place where it was written: %s', (_, place, message) => {
    expect(() => parseRequest({ via: 'a/b', sni: 'a', port: 0 }, place)).toThrow(message);
  });
});

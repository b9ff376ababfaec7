import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommandLine } from '../../lib/cli/program';
import { deployments, ingress, istio, namespace, service } from '../routing/world';
import { recordingTerminal } from './recording-terminal';

const world = `${namespace('demo')}${ingress}${deployments('demo', 'reviews', 'v1')}${service('demo', 'reviews')}${istio(
  'networking',
  'Gateway',
  'demo',
  'public',
  '{ selector: { istio: ingressgateway }, servers: [{ port: { number: 80, name: http, protocol: HTTP }, hosts: ["*"] }] }',
)}${istio(
  'networking',
  'VirtualService',
  'demo',
  'reviews',
  '{ hosts: [a.test], gateways: [public], http: [{ name: old, match: [{ uri: { exact: /old } }], redirect: { uri: /new } }, { match: [{ headers: { end-user: { exact: jason } } }], route: [{ destination: { host: reviews } }] }] }',
)}`;

describe('trace', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'trace-'));
    writeFileSync(join(folder, 'world.yaml'), world);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  async function trace(...args: string[]) {
    const terminal = recordingTerminal();
    const code = await runCommandLine(['trace', ...args, '-f', join(folder, 'world.yaml')], {
      terminal,
      env: {},
    });
    const text = (lines: readonly string[]) =>
      lines.map((line) => `${line}\n`.replaceAll(folder, '')).join('');
    return { code, out: text(terminal.lines), err: text(terminal.complaints) };
  }
  const via = ['--via', 'istio-system/istio-ingressgateway'];

  it('tells the way of a request, and why no other route took it', async () => {
    expect(await trace('GET', 'http://a.test/x', ...via, '-H', 'End-User: jason')).toEqual({
      code: 0,
      err: '',
      out: `GET http://a.test/x via istio-system/istio-ingressgateway
→ reviews.demo.svc.cluster.local:80
  listener      0.0.0.0:8080
  route         VirtualService demo/reviews (/world.yaml:49), route 1, match 0
  not           route 0 match 0: the path '/x' is not '/old'
  to            reviews.demo.svc.cluster.local:80 (Deployment demo/reviews-v1)
  path          /x
  host          a.test
  headers       end-user: jason
  retries       2 on connect-failure,refused-stream,unavailable,cancelled,retriable-status-codes
  tls           istio-mutual (automatic mutual TLS)
`,
    });
  });

  it('answers as data', async () => {
    const { out } = await trace('http://a.test/old?x', ...via, '-o', 'json');
    expect(JSON.parse(out)).toEqual({
      request: { method: 'GET', url: 'http://a.test/old?x', via: 'istio-system/istio-ingressgateway' },
      decision: 'redirect',
      status: 301,
      virtualService: {
        kind: 'VirtualService',
        namespace: 'demo',
        name: 'reviews',
        file: '/world.yaml',
        line: 49,
      },
      route: { index: 0, name: 'old' },
      match: { index: 0 },
      tried: [],
      destinations: [],
      response: { headers: {}, location: 'http://a.test/new?x' },
      policies: [],
      listener: '0.0.0.0:8080',
      notModelled: [],
      notes: [],
      release: expect.any(String),
    });
  });

  it('answers a table in its order, and ends with 1 where something is not as expected', async () => {
    const table = join(folder, 'requests.jsonl');
    const request = (path: string, expect: object) =>
      JSON.stringify({
        url: `http://a.test${path}`,
        via: 'istio-system/istio-ingressgateway',
        address: null,
        expect,
      });
    writeFileSync(
      table,
      `${request('/old', { status: 301, location: 'http://a.test/new' })}\n\n${request('/x', { status: 404 })}\n`,
    );
    const good = await trace('--requests', table, '-o', 'jsonl');
    expect([good.code, good.err]).toEqual([0, '']);
    expect(
      good.out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).decision),
    ).toEqual(['redirect', 'no-route']);
    writeFileSync(
      table,
      request('/x', { backend: 'reviews', subset: 'v1', deniedBy: 'p', status: 200, location: 'x' }),
    );
    const bad = await trace('--requests', table, '-o', 'jsonl');
    expect(bad.code).toBe(1);
    expect(JSON.parse(bad.out).failed).toEqual([
      'expected status 200, got 404',
      'expected backend reviews, got no-route',
      'expected subset v1, got no-route',
      'expected location x, got no-route',
      'expected denial by p, got no-route',
    ]);
  });

  it.each([
    [
      ['--requests', 'nobody.jsonl'],
      "--requests: the table can't be read, got 'nobody.jsonl (ENOENT)'; name a file with one JSON object a line, or - for standard input",
    ],
    [
      ['http://a.test/'],
      'trace: a request comes in via a gateway or from a workload, got { via: undefined, from: undefined }; name one of both, such as --via istio-system/istio-ingressgateway',
    ],
    [
      ['a.test', ...via],
      "the URL: a URL begins with http:// or https:// and a host, got 'a.test'; write for example 'http://bookinfo.example/productpage'",
    ],
    [
      ['http://a.test/', ...via, '-H', 'x'],
      "--header: a header has a name and a value, got 'x'; write for example -H 'end-user: jason'",
    ],
    [
      ['http://a.test/', ...via, '--release', '9.9'],
      expect.stringMatching(/^--release: no such Istio release is described, got '9.9'; /),
    ],
    [
      ['http://a.test/', ...via, '--at', 'soon'],
      "--at: a time is a date or seconds since 1970, got 'soon'; write for example '2026-01-31T12:00:00Z'",
    ],
    [
      [...via],
      "no request is named, got ''; write trace GET http://bookinfo.example/ --via …, or --requests with a table of them",
    ],
  ])('rejects %j', async (args, message) => {
    const { code, out, err } = await trace(...args);
    expect([code, out, err.trim()]).toEqual([2, '', message]);
  });

  it('rejects a line of a table that is no request, with its place', async () => {
    const table = join(folder, 'bad.jsonl');
    writeFileSync(table, '{"url":"http://a.test/","via":"istio-system/istio-ingressgateway","headres":{}}');
    expect((await trace('--requests', table)).err.trim()).toBe(
      "/bad.jsonl:1: a request has no such property, got 'headres'; did you mean 'headers'? known are 'method', 'url', 'path', 'host', 'headers', 'via', 'from', 'port', 'address', 'identity', 'sni'",
    );
  });
});

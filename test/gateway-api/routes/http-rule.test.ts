import { Duration } from 'cdk8s';
import {
  exactly,
  Filter,
  type HTTPRule,
  matches,
  pathPrefix,
  replaceFullPath,
  replacePrefixMatch,
} from '../../../lib/gateway-api';
import { MeshService } from '../../../lib/istio';
import { errorOf } from '../../error-of';
import { acceptedRule } from '../described';

const local = MeshService.named('reviews.demo.svc.cluster.local', { ports: { http: 9080 } });

describe('a rule of an HTTPRoute', () => {
  it('compares paths, methods, headers and parameters', () => {
    expect(
      acceptedRule({
        name: 'all',
        matches: [
          { path: exactly('/a'), method: 'GET', headers: { 'end-user': exactly('jason') } },
          { path: matches('/v[0-9]+'), queryParams: { q: matches('a|b') } },
        ],
        backends: [local],
        timeouts: { request: Duration.seconds(90), backendRequest: Duration.millis(250) },
      }),
    ).toEqual({
      name: 'all',
      matches: [
        {
          path: { type: 'Exact', value: '/a' },
          method: 'GET',
          headers: [{ name: 'end-user', type: 'Exact', value: 'jason' }],
        },
        {
          path: { type: 'RegularExpression', value: '/v[0-9]+' },
          queryParams: [{ name: 'q', type: 'RegularExpression', value: 'a|b' }],
        },
      ],
      backendRefs: [{ name: 'reviews', port: 9080 }],
      timeouts: { request: '1m30s', backendRequest: '250ms' },
    });
  });

  it('filters requests and those of one backend', () => {
    expect(
      acceptedRule({
        matches: [{ path: pathPrefix('/old') }],
        filters: [
          Filter.requestHeaderModifier({ set: { a: '1' }, add: { b: '2' }, remove: ['c'] }),
          Filter.responseHeaderModifier({ remove: ['server'] }),
          Filter.requestMirror(local, { percent: 50 }),
          Filter.requestMirror(local, { fraction: { numerator: 1, denominator: 1000 } }),
          Filter.urlRewrite({ hostname: 'new.example.com', path: replacePrefixMatch('/new') }),
          Filter.cors({
            allowOrigins: ['https://example.com'],
            allowMethods: ['GET'],
            maxAge: Duration.minutes(1),
          }),
        ],
        backends: [
          { to: local, weight: 90 },
          { to: local, weight: 0, filters: [Filter.requestHeaderModifier({ set: { d: '3' } })] },
        ],
      }),
    ).toEqual({
      matches: [{ path: { type: 'PathPrefix', value: '/old' } }],
      filters: [
        {
          type: 'RequestHeaderModifier',
          requestHeaderModifier: {
            set: [{ name: 'a', value: '1' }],
            add: [{ name: 'b', value: '2' }],
            remove: ['c'],
          },
        },
        { type: 'ResponseHeaderModifier', responseHeaderModifier: { remove: ['server'] } },
        {
          type: 'RequestMirror',
          requestMirror: { backendRef: { name: 'reviews', port: 9080 }, percent: 50 },
        },
        {
          type: 'RequestMirror',
          requestMirror: {
            backendRef: { name: 'reviews', port: 9080 },
            fraction: { numerator: 1, denominator: 1000 },
          },
        },
        {
          type: 'URLRewrite',
          urlRewrite: {
            hostname: 'new.example.com',
            path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/new' },
          },
        },
        {
          type: 'CORS',
          cors: { allowOrigins: ['https://example.com'], allowMethods: ['GET'], maxAge: 60 },
        },
      ],
      backendRefs: [
        { name: 'reviews', port: 9080, weight: 90 },
        {
          name: 'reviews',
          port: 9080,
          weight: 0,
          filters: [
            { type: 'RequestHeaderModifier', requestHeaderModifier: { set: [{ name: 'd', value: '3' }] } },
          ],
        },
      ],
    });
  });

  it('sends clients elsewhere', () => {
    const redirect = { scheme: 'https', path: replaceFullPath('/'), port: 8443, statusCode: 301 } as const;
    expect(acceptedRule({ filters: [Filter.requestRedirect(redirect)] })).toEqual({
      filters: [
        {
          type: 'RequestRedirect',
          requestRedirect: {
            scheme: 'https',
            path: { type: 'ReplaceFullPath', replaceFullPath: '/' },
            port: 8443,
            statusCode: 301,
          },
        },
      ],
    });
  });

  it('rejects rules that lead nowhere or say what can not be', () => {
    const refused = (value: HTTPRule) => () => acceptedRule(value);
    expect(refused({})).toThrow(
      errorOf(
        'chart/route: rules[0]: requests would be answered with an error: they lead nowhere, got undefined; give backends, or Filter.requestRedirect(…)',
      ),
    );
    expect(refused({ backends: [local], filters: [Filter.requestRedirect({ port: 80 })] })).toThrow(
      errorOf('chart/route: rules[0].backends: a redirected request goes nowhere, got 1; leave them out'),
    );
    expect(
      refused({ backends: [local], filters: [Filter.urlRewrite({ path: replacePrefixMatch('/') })] }),
    ).toThrow(/rules\[0\]\.filters\[0\]\.path: a prefix is replaced where the rule has one match/);
    expect(
      refused({
        backends: [local],
        filters: [Filter.cors({ allowOrigins: ['*', 'https://a.example.com'] })],
      }),
    ).toThrow(/filters\[0\]\.allowOrigins: '\*' stands for all/);
    expect(
      refused({ backends: [local], filters: [Filter.requestHeaderModifier({ set: { 'x-shop': '' } })] }),
    ).toThrow(/filters\[0\]\.set\['x-shop'\]: a header's value is some text, got ''/);
    expect(refused({ backends: [local], matches: [{ path: '/a' as never }] })).toThrow(
      errorOf(
        "chart/route: rules[0].matches[0].path: how is the text compared?, got '/a'; write exactly('…') or matches('…'), and pathPrefix('/…') for a path",
      ),
    );
    expect(refused({ backends: [local], matches: [{ path: pathPrefix('a') }] })).toThrow(
      /matches\[0\]\.path\.path: a path begins with a slash/,
    );
    expect(
      refused({
        backends: [local],
        timeouts: { request: Duration.seconds(1), backendRequest: Duration.seconds(2) },
      }),
    ).toThrow(/timeouts\.backendRequest: one try takes no longer .*got '2s'; write at most 1s/);
  });
});

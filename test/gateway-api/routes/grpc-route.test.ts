import { App, Chart } from 'cdk8s';
import { exactly, Filter, Gateway, GRPCMethod, GRPCRoute, type GRPCRule } from '../../../lib/gateway-api';
import { MeshService } from '../../../lib/istio';
import { ApiVersions } from '../../../lib/release/api-versions';
import { IstioRelease } from '../../../lib/release/istio-release';
import { errorOf } from '../../error-of';
import { acceptedSpec } from '../described';

const shared = Gateway.named('shared', { namespace: 'ingress' });
const greeter = MeshService.named('greeter.demo.svc.cluster.local', { ports: { grpc: 9000 } });
const spec = (rule: GRPCRule) =>
  acceptedSpec((chart) => {
    new GRPCRoute(chart, 'route', { parents: [shared], hostnames: ['grpc.example.com'], rules: [rule] });
  });

describe('GRPCRoute', () => {
  it('leads calls by their methods and headers', () => {
    expect(
      spec({
        name: 'greet',
        matches: [
          { method: GRPCMethod.exactly({ service: 'helloworld.Greeter', method: 'SayHello' }) },
          { method: GRPCMethod.matches({ method: 'Say.*' }), headers: { lang: exactly('de') } },
        ],
        filters: [Filter.requestHeaderModifier({ set: { a: '1' } }), Filter.requestMirror(greeter)],
        backends: [{ to: greeter, weight: 1, filters: [Filter.responseHeaderModifier({ remove: ['a'] })] }],
      }),
    ).toEqual({
      parentRefs: [{ name: 'shared', namespace: 'ingress' }],
      hostnames: ['grpc.example.com'],
      rules: [
        {
          name: 'greet',
          matches: [
            { method: { type: 'Exact', service: 'helloworld.Greeter', method: 'SayHello' } },
            {
              method: { type: 'RegularExpression', method: 'Say.*' },
              headers: [{ name: 'lang', type: 'Exact', value: 'de' }],
            },
          ],
          filters: [
            { type: 'RequestHeaderModifier', requestHeaderModifier: { set: [{ name: 'a', value: '1' }] } },
            { type: 'RequestMirror', requestMirror: { backendRef: { name: 'greeter', port: 9000 } } },
          ],
          backendRefs: [
            {
              name: 'greeter',
              port: 9000,
              weight: 1,
              filters: [{ type: 'ResponseHeaderModifier', responseHeaderModifier: { remove: ['a'] } }],
            },
          ],
        },
      ],
    });
  });

  it('rejects filters of HTTP, methods that are none, and releases that do not have it', () => {
    const redirect = Filter.requestRedirect({ port: 80 }) as never;
    expect(() => spec({ backends: [greeter], filters: [redirect] })).toThrow(
      errorOf(
        "chart/route: rules[0].filters[0]: this filter is not for this place, got 'request-redirect'; filters here are 'request-header-modifier', 'response-header-modifier', 'request-mirror'",
      ),
    );
    const long = GRPCMethod.exactly({ method: 'A'.repeat(1025) });
    expect(() => spec({ backends: [greeter], matches: [{ method: long }] })).toThrow(
      /in at most 1024 characters/,
    );
    const method = GRPCMethod.exactly({ service: 'hello world' });
    expect(() => spec({ backends: [greeter], matches: [{ method }] })).toThrow(
      /matches\[0\]\.method\.service: a gRPC service is named by its package and its name, got 'hello world'/,
    );
    expect(() =>
      spec({ backends: [greeter], matches: [{ method: GRPCMethod.exactly({} as never) }] }),
    ).toThrow(/method: it names nothing/);
    const app = new App();
    ApiVersions.use(app, IstioRelease.of('1.21').apiVersions);
    const chart = new Chart(app, 'chart', { namespace: 'demo' });
    expect(
      () => new GRPCRoute(chart, 'route', { parents: [shared], rules: [{ backends: [greeter] }] }),
    ).toThrow(
      errorOf(
        "chart/route: a kind that Istio takes from 1.22 on, the app is written for 1.21, got 'GRPCRoute'; choose Istio 1.22 or newer (ISTIO_RELEASE=1.22), or leave it out",
      ),
    );
  });
});

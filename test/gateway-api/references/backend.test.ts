import { App, Chart, Testing } from 'cdk8s';
import { Filter, HTTPRoute, type HTTPRule, ReferenceGrant } from '../../../lib/gateway-api';
import { DestinationRule, MeshService } from '../../../lib/istio';
import { errorOf } from '../../error-of';
import { accepted, acceptedRule, shared } from '../described';

const other = MeshService.named('ratings.other.svc.cluster.local', { ports: { http: 9080 } });

const local = MeshService.named('reviews.demo.svc.cluster.local', { ports: { http: 9080 } });

describe('what a route leads to', () => {
  it('leads to another namespace with its grant, and is applied after it', () => {
    const app = new App();
    const theirs = new Chart(app, 'theirs', { namespace: 'other' });
    const grant = new ReferenceGrant(theirs, 'routes', {
      from: [{ kind: 'HTTPRoute', namespace: 'demo' }],
      to: [other],
    });
    const ours = new Chart(app, 'ours', { namespace: 'demo' });
    const route = new HTTPRoute(ours, 'route', {
      parents: [shared],
      rules: [{ backends: [other], filters: [Filter.requestMirror(other)] }],
      grants: [grant],
    });
    expect(Testing.synth(ours)[0].spec.rules).toEqual([
      {
        backendRefs: [{ name: 'ratings', namespace: 'other', port: 9080 }],
        filters: [
          {
            type: 'RequestMirror',
            requestMirror: { backendRef: { name: 'ratings', namespace: 'other', port: 9080 } },
          },
        ],
      },
    ]);
    expect(route.node.dependencies).toContain(grant);
  });

  it('rejects a backend or a mirror of another namespace without a grant that lets it be named', () => {
    const build = (rule: HTTPRule, grants?: (chart: Chart) => ReferenceGrant) => () =>
      accepted((chart) => {
        const granted = grants?.(new Chart(chart, 'theirs', { namespace: 'other' }));
        new HTTPRoute(chart, 'route', {
          parents: [shared],
          rules: [rule],
          ...(granted && { grants: [granted] }),
        });
      });
    const refused = (path: string) =>
      errorOf(
        `chart/route: ${path}: the Service is in another namespace, which does not let HTTPRoutes of 'demo' name it, got 'other/ratings'; write new ReferenceGrant(…, { from: [{ kind: 'HTTPRoute', namespace: 'demo' }], to: […] }) in a chart of the namespace 'other', and give it in grants`,
      );
    expect(build({ backends: [other] })).toThrow(refused('rules[0].backends[0]'));
    expect(build({ backends: [local], filters: [Filter.requestMirror(other)] })).toThrow(
      refused('rules[0].filters[0].to'),
    );
    const grantOf = (kind: 'HTTPRoute' | 'TCPRoute', namespace: string, name: string) => (chart: Chart) =>
      new ReferenceGrant(chart, 'grant', {
        from: [{ kind, namespace }],
        to: [MeshService.named(`${name}.other.svc.cluster.local`)],
      });
    for (const grant of [
      grantOf('TCPRoute', 'demo', 'ratings'),
      grantOf('HTTPRoute', 'bookinfo', 'ratings'),
      grantOf('HTTPRoute', 'demo', 'reviews'),
    ]) {
      expect(build({ backends: [other] }, grant)).toThrow(refused('rules[0].backends[0]'));
    }
    expect(build({ backends: [other] }, grantOf('HTTPRoute', 'demo', 'ratings'))).not.toThrow();
  });

  it('rejects subsets, and services whose port is not known', () => {
    expect(() =>
      accepted((chart) => {
        const versions = new DestinationRule(chart, 'versions', {
          host: local,
          subsets: { v1: { version: 'v1' } },
        });
        new HTTPRoute(chart, 'route', {
          parents: [shared],
          rules: [{ backends: [versions.subset('v1') as never] }],
        });
      }),
    ).toThrow(/rules\[0\]\.backends\[0\]: the Gateway API knows no subsets, got 'v1'/);
    expect(() => acceptedRule({ backends: [MeshService.named('a.demo.svc.cluster.local')] })).toThrow(
      /a backend is named with its port, which is not known of this service/,
    );
  });
});

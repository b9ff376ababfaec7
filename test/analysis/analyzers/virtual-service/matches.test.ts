import { judge } from '../../../../lib/analysis/judge';
import { readText } from '../../../../lib/kubernetes/manifest';
import { told } from '../told';

const rules = ['vs-source-labels-match-nothing'];
const world = (match: string) => `
apiVersion: v1
kind: Namespace
metadata: { name: storefront, labels: { istio-injection: enabled } }
---
apiVersion: v1
kind: Service
metadata: { name: api, namespace: storefront }
spec: { ports: [{ name: http, port: 80 }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: storefront }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: app, image: any }] }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: api, namespace: storefront }
spec: { hosts: [api], http: [{ match: [{ ${match} }], route: [{ destination: { host: api } }] }] }
`;
const at = (field: string) => [`warning VirtualService storefront/api spec.http[0].match[0].${field}`];

describe('who a match is for', () => {
  it.each(['sourceNamespace: storefronts', 'sourceLabels: { app: web }, sourceNamespace: storefronts'])(
    'is told where there is no such namespace: %s',
    (match) => {
      expect(told(world(match), rules)).toEqual(at('sourceNamespace'));
      const [finding] = judge(readText(world(match)).objects).filter(({ rule }) => rules.includes(rule));
      expect(finding?.suggestion).toBe('write storefront');
    },
  );

  it('is not told of a namespace that is there, or may be elsewhere', () => {
    expect(told(world('sourceNamespace: storefront'), rules)).toEqual([]);
    expect(told(world('sourceNamespace: elsewhere'), rules, false)).toEqual([]);
    expect(told(world('sourceNamespace: elsewhere'), rules)).toEqual(at('sourceNamespace'));
  });

  it('is told by its labels', () => {
    expect(told(world('sourceLabels: { app: web }, sourceNamespace: storefront'), rules)).toEqual([]);
    expect(told(world('sourceLabels: { app: shop }, sourceNamespace: storefront'), rules)).toEqual(
      at('sourceLabels'),
    );
  });
});

import { judge } from '../../../../lib/analysis/judge';
import { readText } from '../../../../lib/kubernetes/manifest';
import { told } from '../told';

const rules = ['route-parent-missing', 'route-not-allowed-by-listener', 'route-hostname-no-overlap'];
const world = (listener: string, parent: string, more = '') => `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: front, namespace: edge }
spec:
  gatewayClassName: istio
  allowedListeners: { namespaces: { from: All } }
  listeners: [{ name: http, port: 80, protocol: HTTP, ${listener} }]
---
apiVersion: gateway.networking.k8s.io/v1
kind: ListenerSet
metadata: { name: team, namespace: edge }
spec:
  parentRef: { name: front }
  listeners: [{ name: team, port: 8080, protocol: HTTP, ${listener} }]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: reviews, namespace: demo }
spec:
  parentRefs: [{ namespace: edge, ${parent} }]
  hostnames: [reviews.example.test]
---${more}`;
const namespace = (labels: string) => `
apiVersion: v1
kind: Namespace
metadata: { name: demo, labels: { ${labels} } }
`;
const from = (namespaces: string, more = '') => `allowedRoutes: { namespaces: { ${namespaces} }, ${more} }`;
const selected = from('from: Selector, selector: { matchLabels: { gateway: shared } }');
const all = from('from: All');
const gateway = 'name: front';
const set = 'kind: ListenerSet, name: team';
const route = 'error HTTPRoute demo/reviews spec';

describe.each([gateway, set])('a route at %s', (parent) => {
  it('is taken by the labels of its namespace, which are unknown where that is not given', () => {
    const refused = [`${route}.parentRefs[0]`];
    expect(told(world(selected, parent, namespace('gateway: shared')), rules, false)).toEqual([]);
    expect(told(world(selected, parent, namespace('gateway: own')), rules, false)).toEqual(refused);
    expect(told(world(selected, parent), rules, false)).toEqual([]);
    expect(told(world(selected, parent), rules)).toEqual(refused);
    expect(told(world('', parent), rules, false)).toEqual(refused);
  });

  it('is told where nothing of the name or port is there, or it has other hosts', () => {
    expect(told(world(all, parent), rules)).toEqual([]);
    const wrong = parent.replace(/name: (\w+)/, 'name: $1s');
    expect(told(world(all, wrong), rules)).toEqual([`${route}.parentRefs[0].name`]);
    expect(told(world(all, `${parent}, sectionName: https`), rules)).toEqual([
      `${route}.parentRefs[0].sectionName`,
    ]);
    expect(told(world(all, `${parent}, port: 81`), rules)).toEqual([`${route}.parentRefs[0].port`]);
    expect(told(world(`${all}, hostname: api.example.test`, parent), rules)).toEqual([
      `${route}.hostnames[0]`,
    ]);
  });

  it('is told what to write by what is in its way', () => {
    const wanted = (listener: string) =>
      judge(readText(world(listener, parent)).objects, { complete: true })
        .filter(({ rule }) => rules.includes(rule))
        .map(({ suggestion }) => suggestion);
    expect(wanted('')).toEqual(['allow the namespace in allowedRoutes of the listener']);
    expect(wanted(from('from: All', 'kinds: [{ kind: GRPCRoute }]'))).toEqual([
      'add kind HTTPRoute to allowedRoutes.kinds of the listener',
    ]);
  });
});

describe('a route at a Service', () => {
  const mesh = (parent: string) => `
apiVersion: v1
kind: Service
metadata: { name: reviews, namespace: demo }
spec: { ports: [{ name: http, port: 9080 }] }
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: reviews, namespace: demo }
spec: { parentRefs: [{ group: '', kind: Service, ${parent} }], rules: [{ backendRefs: [{ name: reviews, port: 9080 }] }] }
`;

  it.each([
    ['name: review', 'name'],
    ['name: reviews, port: 80', 'port'],
  ])('is told where there is none: %s', (parent, field) => {
    expect(told(mesh(parent), rules)).toEqual([`${route}.parentRefs[0].${field}`]);
  });

  it.each(['name: reviews', 'name: reviews, port: 9080'])('is there: %s', (parent) => {
    expect(told(mesh(parent), rules)).toEqual([]);
  });
});

import { judge } from '../../../../lib/analysis/judge';
import { readText } from '../../../../lib/kubernetes/manifest';
import { IstioRelease } from '../../../../lib/release/istio-release';
import { told } from '../told';

const rules = ['listener-set-parent-missing', 'listener-set-not-allowed'];
const world = (
  allowed: string,
  { parent = 'name: front, namespace: edge', of = 'istio', namespaces = '' } = {},
) => `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: front, namespace: edge }
spec:
  gatewayClassName: ${of}
  ${allowed && `allowedListeners: { namespaces: ${allowed} }`}
  listeners: [{ name: http, port: 80, protocol: HTTP }]
---
apiVersion: gateway.networking.k8s.io/v1
kind: ListenerSet
metadata: { name: team, namespace: demo }
spec:
  parentRef: { ${parent} }
  listeners: [{ name: team, port: 8080, protocol: HTTP }]
---${namespaces}`;
const selected = '{ from: Selector, selector: { matchLabels: { gateway: shared } } }';
const demo = (labels: string) => `
apiVersion: v1
kind: Namespace
metadata: { name: demo, labels: { ${labels} } }
`;
const refused = ['error ListenerSet demo/team spec.parentRef'];

describe('a ListenerSet', () => {
  it.each(['', '{ from: None }', '{ from: Same }', '{}'])(
    'is told where its Gateway takes none: %s',
    (allowed) => {
      expect(told(world(allowed), rules)).toEqual(refused);
    },
  );

  it.each([
    '{ from: All }',
    '{ from: Selector, selector: { matchLabels: { kubernetes.io/metadata.name: demo } } }',
  ])('is taken: %s', (allowed) => {
    expect(told(world(allowed), rules)).toEqual([]);
  });

  it('is taken by the labels of its namespace, which are unknown where that is not given', () => {
    expect(told(world(selected, { namespaces: demo('gateway: shared') }), rules)).toEqual([]);
    expect(told(world(selected, { namespaces: demo('gateway: own') }), rules, false)).toEqual(refused);
    expect(told(world(selected), rules, false)).toEqual([]);
    expect(told(world(selected), rules)).toEqual(refused);
  });

  it('is told where there is no such Gateway, and only where that is known', () => {
    const parent = 'name: fronts, namespace: edge';
    expect(told(world('{ from: All }', { parent }), rules)).toEqual([
      'error ListenerSet demo/team spec.parentRef.name',
    ]);
    expect(told(world('{ from: All }', { parent }), rules, false)).toEqual([]);
  });

  it('is told at a waypoint, which takes none, and not at what another controller makes', () => {
    expect(told(world('{ from: All }', { of: 'istio-waypoint' }), rules)).toEqual(refused);
    const parent = 'group: example.com, kind: Gateway, name: any';
    expect(told(world('', { parent }), rules)).toEqual([]);
  });

  it('is no matter before Istio 1.30, which brings its kind', () => {
    const { objects } = readText(world(''));
    const of = judge(objects, { complete: true, release: IstioRelease.parse('1.29') }).map(
      ({ rule }) => rule,
    );
    expect(of.filter((rule) => rules.includes(rule))).toEqual([]);
  });
});

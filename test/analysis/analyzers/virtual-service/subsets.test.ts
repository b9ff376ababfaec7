import { told } from '../told';

const route = `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: reviews, namespace: demo }
spec:
  hosts: [reviews]
  http: [{ route: [{ destination: { host: reviews, subset: v2 } }] }]
---
`;
const rule = (spec: string) => `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: reviews, namespace: demo }
spec: ${spec}
`;
const missing = 'error IST0101 VirtualService demo/reviews spec.http[0].route[0].destination.subset';
const of = (text: string, complete = false) => told(text, ['vs-subset-missing'], complete);

describe('a subset that nobody defines', () => {
  it.each([
    ['there is a rule with others', '{ host: reviews, subsets: [{ name: v1, labels: { version: v1 } }] }'],
  ])('is told, however much is given, where %s', (_, spec) => {
    expect(of(route + rule(spec))).toEqual([missing]);
    expect(of(route + rule(spec), true)).toEqual([missing]);
  });

  it.each([
    [
      'a rule for more hosts',
      "{ host: '*.demo.svc.cluster.local', trafficPolicy: { tls: { mode: DISABLE } } }",
    ],
    ['a rule without any', '{ host: reviews, trafficPolicy: { tls: { mode: DISABLE } } }'],
  ])('may be defined elsewhere beside %s', (_, spec) => {
    expect(of(route + rule(spec))).toEqual([]);
    expect(of(route + rule(spec), true)).toEqual([missing]);
  });
});

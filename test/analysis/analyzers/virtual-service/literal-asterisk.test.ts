import { judge } from '../../../../lib/analysis/judge';
import { readText } from '../../../../lib/kubernetes/manifest';

const world = (uri: string) => `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: shop, namespace: demo }
spec:
  hosts: [shop.example.test]
  http: [{ match: [{ uri: ${uri} }], route: [{ destination: { host: shop } }] }]
`;
const wanted = (uri: string) =>
  judge(readText(world(uri)).objects)
    .filter(({ rule }) => rule === 'vs-literal-asterisk')
    .map(({ suggestion }) => suggestion);

describe('an asterisk in a path', () => {
  it.each([
    ["{ exact: '/api/*' }", 'write prefix: /api/'],
    ["{ prefix: '/api/*' }", 'write prefix: /api/'],
    ["{ prefix: '*' }", 'write prefix: /'],
    ["{ exact: '/api/*/v1.0' }", 'write regex: /api/[^/]+/v1\\.0'],
    ["{ exact: '/api/*/users/*' }", 'write regex: /api/[^/]+/users/.*'],
    ["{ prefix: '/api/*/users' }", 'write regex: /api/[^/]+/users.*'],
  ])('stands for itself: %s', (uri, suggestion) => {
    expect(wanted(uri)).toEqual([suggestion]);
  });

  it.each(["{ regex: '/api/.*' }", "{ prefix: '/api/' }"])('is none, or an expression: %s', (uri) => {
    expect(wanted(uri)).toEqual([]);
  });
});

import { told } from '../told';

const rules = ['vs-match-impossible'];
const service = (match: string) => `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: reviews, namespace: demo }
spec:
  hosts: [reviews.example]
  http:
    - match: [${match}]
      route: [{ destination: { host: reviews.example } }]
`;

describe('a match that no request can have', () => {
  it.each([
    ['{ uri: { exact: api } }', 'uri.exact'],
    ['{ uri: { prefix: api/ } }', 'uri.prefix'],
    ['{ method: { exact: get } }', 'method.exact'],
    ['{ method: { prefix: Post }, uri: { prefix: /api } }', 'method.prefix'],
  ])('%s is told', (match, field) => {
    expect(told(service(match), rules)).toEqual([
      `warning VirtualService demo/reviews spec.http[0].match[0].${field}`,
    ]);
  });

  it.each([
    '{ uri: { exact: /api } }',
    "{ uri: { exact: '*' } }",
    '{ uri: { regex: api } }',
    '{ method: { exact: PURGE } }',
    '{ method: { exact: purge } }',
    '{ method: { regex: get } }',
    '{ uri: { prefix: / }, ignoreUriCase: true }',
  ])('%s is none', (match) => {
    expect(told(service(match), rules)).toEqual([]);
  });
});

import { told } from '../told';

const world = (action: string, source: string, more = '') => `
apiVersion: v1
kind: Namespace
metadata: { name: clinic, labels: { istio-injection: enabled } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: records, namespace: clinic }
spec:
  selector: { matchLabels: { app: records } }
  template:
    metadata: { labels: { app: records } }
    spec: { containers: [{ name: app, image: any }] }
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: tokens, namespace: clinic }
spec:
  selector: { matchLabels: { app: records } }
  action: ${action}
  rules: [{ from: [{ source: { ${source} } }] }]
---${more}`;
const authentication = `
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: { name: tokens, namespace: clinic }
spec: { jwtRules: [{ issuer: 'https://login.example.test', jwksUri: 'https://login.example.test/keys' }] }
`;
const of = (text: string, complete: boolean | readonly string[] = true) =>
  told(text, ['policy-jwt-without-authn'], complete);
const at = (field: string) => [
  `error AuthorizationPolicy clinic/tokens spec.rules[0].from[0].source.${field}`,
];

describe('a policy about tokens', () => {
  it.each([
    ['ALLOW', "requestPrincipals: ['*']", 'requestPrincipals'],
    ['DENY', "notRequestPrincipals: ['*']", 'notRequestPrincipals'],
  ])('is told where nobody validates any: %s %s', (action, source, field) => {
    expect(of(world(action, source))).toEqual(at(field));
    expect(of(world(action, source), false)).toEqual([]);
    expect(of(world(action, source, authentication))).toEqual([]);
  });

  it('may rely on what the root namespace validates, where that is not given', () => {
    const told = of(world('ALLOW', "requestPrincipals: ['*']"), ['clinic']);
    expect(told).toEqual([
      'info AuthorizationPolicy clinic/tokens spec.rules[0].from[0].source.requestPrincipals',
    ]);
  });

  it('may be for whoever has none', () => {
    expect(of(world('ALLOW', "notRequestPrincipals: ['*']"))).toEqual([]);
  });
});

import { told } from '../told';

const policy = (path: string) => `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: paths, namespace: demo }
spec: { rules: [{ to: [{ operation: { paths: ['${path}'] } }] }] }
`;
const of = (path: string) => told(policy(path), ['policy-path-form']);
const at = 'AuthorizationPolicy demo/paths spec.rules[0].to[0].operation.paths[0]';

describe('a path of a policy', () => {
  it.each(['/api/*/users', '*/api/*/users', '/api/*/users/*'])(
    'has an asterisk that stands for itself: %s',
    (path) => {
      expect(of(path)).toEqual([`warning IST0106 ${at}`]);
    },
  );

  it.each(['/api/*', '*/users', '*', '/api/{*}/users', '/api/{**}', '/api'])(
    'matches requests: %s',
    (path) => {
      expect(of(path)).toEqual([]);
    },
  );

  it('is told where it never matches', () => {
    expect(of('api/*')).toEqual([`error IST0106 ${at}`]);
    expect(of('/api?x=1')).toEqual([`error IST0106 ${at}`]);
  });
});

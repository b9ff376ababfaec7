import type { Discovery } from '../../../lib/cli/discovery';
import { servedKinds } from '../../../lib/cli/precheck/served-kinds';

const advice = {
  hint: (...words: string[]) => words.join(' '),
  install: 'install Istio',
  gatewayApi: 'apply the CRDs',
};

/** A cluster that serves these kinds, by `apiVersion`. */
function serving(kinds: Readonly<Record<string, readonly string[]>>): Discovery {
  const group = (version: string) => (version.includes('/') ? version.split('/')[0] : '');
  const versions = (name: string) => Object.keys(kinds).filter((version) => group(version) === name);
  const serves = (apiVersion: string, kind: string) => kinds[apiVersion]?.includes(kind) === true;
  return { versions, serves, apiVersionFor: () => undefined, placed: () => undefined };
}

const manifests = [
  ['v1', 'Service'],
  ['apps/v1', 'Deployment'],
  ['networking.istio.io/v1', 'Gateway'],
  ['networking.istio.io/v1', 'VirtualService'],
].map(([apiVersion = '', kind = '']) => ({
  file: 'dist/a.yaml',
  object: { apiVersion, kind, metadata: { name: 'a' } },
}));

const kubernetes = { v1: ['Service'], 'apps/v1': ['Deployment'] };

describe('the check of served kinds', () => {
  it('is content when each kind is served as it is written', () => {
    const cluster = serving({ ...kubernetes, 'networking.istio.io/v1': ['Gateway', 'VirtualService'] });
    expect(servedKinds(manifests, cluster, advice)).toEqual([
      {
        check: 'served-kinds',
        status: 'ok',
        message: 'all 4 kinds of dist/ are served, networking.istio.io/v1 among them',
      },
    ]);
  });

  it('reports CRDs that are not there, and how Istio is installed', () => {
    expect(servedKinds(manifests, serving(kubernetes), advice)).toEqual([
      {
        check: 'served-kinds',
        status: 'finding',
        message:
          'no CRDs of networking.istio.io are in the cluster; dist/ has Gateway, VirtualService (networking.istio.io/v1)',
        fix: 'install Istio',
      },
    ]);
  });

  it('reports an older Istio, and the newest release whose versions it serves', () => {
    const kinds = ['Gateway', 'VirtualService'];
    const cluster = serving({
      ...kubernetes,
      'networking.istio.io/v1beta1': kinds,
      'networking.istio.io/v1alpha3': kinds,
    });
    expect(servedKinds(manifests, cluster, advice)).toEqual([
      {
        check: 'served-kinds',
        status: 'finding',
        message:
          'dist/ has Gateway, VirtualService as networking.istio.io/v1; the cluster serves v1beta1, v1alpha3 of that group',
        fix: expect.stringMatching(
          /^upgrade Istio \(.*\), or write dist\/ for what is there: ISTIO_RELEASE=1\.21 npm run synth$/,
        ),
      },
    ]);
  });

  it('reports one kind that the group lacks', () => {
    const cluster = serving({ ...kubernetes, 'networking.istio.io/v1': ['Gateway'] });
    const [finding] = servedKinds(manifests, cluster, advice);
    expect(finding?.message).toBe(
      'dist/ has VirtualService as networking.istio.io/v1; the cluster serves v1 of that group',
    );
  });

  it('reports a missing Argo CD, and how it is installed', () => {
    const application = {
      file: 'dist/argocd/a.yaml',
      object: { apiVersion: 'argoproj.io/v1alpha1', kind: 'Application', metadata: { name: 'a' } },
    };
    const [finding] = servedKinds([application], serving(kubernetes), advice);
    expect(finding?.message).toContain('no CRDs of argoproj.io');
    expect(finding?.fix).toContain('install Argo CD: kubectl apply -n argocd --server-side');
  });

  it('reports missing CRDs of the Gateway API, and how they are applied', () => {
    const route = {
      file: 'dist/a.yaml',
      object: { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', metadata: { name: 'a' } },
    };
    const [finding] = servedKinds([route], serving(kubernetes), advice);
    expect(finding?.message).toContain('no CRDs of gateway.networking.k8s.io');
    expect(finding?.fix).toBe('install the CRDs of the Gateway API: apply the CRDs');
  });
});

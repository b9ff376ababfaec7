import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { IstioRelease } from '../../lib/release/istio-release';
import { type Dist, synthesizedDist } from './command-line';
import { assets, type ControlPlane, startControlPlane } from './control-plane';
import { established } from './istio-crds';

const { ARGO_CD_CRDS: argo, GATEWAY_API_CRDS: gatewayApi } = process.env;
const withAll = [argo, gatewayApi, assets].includes(undefined) ? describe.skip : describe;

interface Kind {
  readonly group: string;
  readonly kind: string;
}

interface Definition {
  readonly metadata: { readonly annotations: Readonly<Record<string, string>> };
  readonly spec: { readonly group: string; readonly names: { readonly kind: string } };
}

/** What is asked of an Application and of the project. */
interface Spec {
  readonly source: object;
  readonly syncPolicy: { readonly syncOptions: readonly string[] };
  readonly sourceRepos: readonly string[];
  readonly clusterResourceWhitelist: readonly Kind[];
  readonly namespaceResourceWhitelist: readonly Kind[];
}

/** The files that the Application reads from the repository of the Gateway API. */
const crds = (): Definition[] =>
  readdirSync(gatewayApi as string)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => parse(readFileSync(join(gatewayApi as string, name), 'utf8')));

withAll('Argo CD and the Gateway API on an API server', () => {
  let plane: ControlPlane;
  let dist: Dist;

  beforeAll(async () => {
    const settings = { ISTIO_INGRESS: 'gateway-api', ARGOCD_REPOSITORY: 'https://github.com/acme/mesh.git' };
    [plane, dist] = await Promise.all([startControlPlane(), synthesizedDist('1.30', settings)]);
    await plane.must(['create', '-f', argo as string]);
    await established(plane);
    await plane.must(['create', 'namespace', 'argocd']);
    const folders = ['argocd', 'argocd/applications'].flatMap((path) => ['-f', join(dist.folder, path)]);
    await plane.must(['apply', '--validate=strict', ...folders]);
  }, 120_000);
  afterAll(async () => {
    await plane?.stop();
    dist?.remove();
  });

  async function specOf(kind: string, name: string): Promise<Spec> {
    return JSON.parse(await plane.must(['get', kind, name, '-n', 'argocd', '-o', 'json'])).spec;
  }

  it('takes the Application of the CRDs, at the version that goes with the release', async () => {
    const { gatewayApi: version } = IstioRelease.of('1.30');
    expect((await specOf('application', 'gateway-api')).source).toEqual({
      repoURL: 'https://github.com/kubernetes-sigs/gateway-api.git',
      path: 'config/crd/standard',
      targetRevision: `v${version}`,
    });
    for (const { metadata } of crds())
      expect(metadata.annotations['gateway.networking.k8s.io/bundle-version']).toBe(`v${version}`);
  });

  it('lets the project bring all that lies there, and what the guide makes of it', async () => {
    const { clusterResourceWhitelist, namespaceResourceWhitelist, sourceRepos } = await specOf(
      'appproject',
      'istio-101',
    );
    expect(sourceRepos).toContain('https://github.com/kubernetes-sigs/gateway-api.git');
    expect(clusterResourceWhitelist).toEqual(
      expect.arrayContaining<Kind>([
        { group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition' },
        { group: 'admissionregistration.k8s.io', kind: 'ValidatingAdmissionPolicy' },
        { group: 'admissionregistration.k8s.io', kind: 'ValidatingAdmissionPolicyBinding' },
      ]),
    );
    const served = crds().map(({ spec }): Kind => ({ group: spec.group, kind: spec.names.kind }));
    const used = namespaceResourceWhitelist.filter(({ group }) => group === 'gateway.networking.k8s.io');
    expect(used.map(({ kind }) => kind)).toEqual(['Gateway', 'HTTPRoute']);
    expect(served).toEqual(expect.arrayContaining(used));
  });

  it('applies them the way that the Application says, and then what the guide makes of it', async () => {
    const { syncPolicy } = await specOf('application', 'gateway-api');
    expect(syncPolicy.syncOptions).toContain('ServerSideApply=true');
    const apply = ['apply', '--server-side', '--validate=strict'];
    await plane.must([...apply, '-f', gatewayApi as string]);
    await established(plane);
    await plane.must(['create', 'namespace', 'demo']);
    const made = await plane.must([...apply, '-f', join(dist.folder, '30-ingress.k8s.yaml'), '-o', 'name']);
    expect(made.trim().split('\n')).toEqual([
      'gateway.gateway.networking.k8s.io/bookinfo-gateway',
      'httproute.gateway.networking.k8s.io/bookinfo',
    ]);
  }, 60_000);
});

import { GitRepository } from '../../lib/argocd/git-repository';
import { ArgoSource, argoSource, renderSource } from '../../lib/argocd/source';
import { refusal, refusedAt } from '../refusal';

const repository = GitRepository.of({ address: 'https://github.com/acme/mesh.git' });
const chart = {
  repository: 'https://charts.example.com/istio',
  chart: 'istiod',
  version: '1.30.3',
  release: 'istiod',
};

describe('a Helm source', () => {
  test('names the chart, its version and its release, and holds the values as an object', () => {
    const values = { pilot: { traceSampling: 100 } };
    expect(renderSource(ArgoSource.helm({ ...chart, values }))).toEqual({
      repoURL: 'https://charts.example.com/istio',
      chart: 'istiod',
      targetRevision: '1.30.3',
      helm: { releaseName: 'istiod', valuesObject: values },
    });
  });

  test('has no values where none are given', () => {
    expect(renderSource(ArgoSource.helm(chart)).helm).toEqual({ releaseName: 'istiod' });
  });

  test('writes a registry without its scheme, by which Argo CD knows that it holds Helm charts', () => {
    const source = ArgoSource.helm({ ...chart, repository: 'oci://registry.example.com/istio/charts/' });
    expect(renderSource(source).repoURL).toBe('registry.example.com/istio/charts');
    expect(ArgoSource.address(source)).toBe('registry.example.com/istio/charts');
  });

  test.each(['1.30', '*', '1.30.*', '^1.30.0', '>=1.30.0', 'latest', ''])(
    'rejects the version %p, which may mean another chart tomorrow',
    (version) => {
      expect(refusedAt(argoSource, ArgoSource.helm({ ...chart, version }))).toBe('version');
      expect(refusal(argoSource, ArgoSource.helm({ ...chart, version }))).toBe(
        `a chart is pinned to one version, got '${version}'; write all three numbers, such as '1.30.3'`,
      );
    },
  );

  test.each(['1.30.3', 'v1.2.3', '1.31.0-rc.1', '1.30.3+build.7'])('takes the version %s', (version) => {
    expect(renderSource(ArgoSource.helm({ ...chart, version })).targetRevision).toBe(version);
  });

  test('rejects a repository that is no address', () => {
    const source = ArgoSource.helm({ ...chart, repository: 'istio' });
    expect(refusal(argoSource, source)).toBe(
      "a chart comes from a Helm repository or an OCI registry, got 'istio'; write 'https://<host>/<path>' or 'oci://<registry>/<path>'",
    );
    expect(refusedAt(argoSource, source)).toBe('repository');
    expect(() => ArgoSource.address(source)).toThrow('ArgoSource.address: repository: a chart comes from');
  });
});

describe('a directory source', () => {
  test('reads one folder, and says nothing of the folders below', () => {
    expect(renderSource(ArgoSource.directory({ repository, path: './dist/' }))).toEqual({
      repoURL: 'https://github.com/acme/mesh.git',
      path: 'dist',
      targetRevision: 'HEAD',
    });
  });

  test('reads the folders below where it is told to', () => {
    expect(
      renderSource(ArgoSource.directory({ repository, path: 'dist', subfolders: true })).directory,
    ).toEqual({
      recurse: true,
    });
  });

  test('lies below the folder of the project', () => {
    const inPlatform = GitRepository.of({ ...repository, folder: 'meshes/demo', revision: 'v1' });
    expect(renderSource(ArgoSource.directory({ repository: inPlatform, path: 'dist' }))).toEqual({
      repoURL: 'https://github.com/acme/mesh.git',
      path: 'meshes/demo/dist',
      targetRevision: 'v1',
    });
  });

  test.each(['', '/', '/dist', '../dist', 'dist/../..'])('rejects the path %p', (path) => {
    const source = ArgoSource.directory({ repository, path });
    expect(refusal(argoSource, source)).toBe(
      `a source lies in a folder of its repository, got '${path}'; write it from the project's folder, such as 'dist'`,
    );
    expect(refusedAt(argoSource, source)).toBe('path');
  });
});

describe('a plugin source', () => {
  test('runs a plugin in the folder of the project', () => {
    expect(
      renderSource(
        ArgoSource.plugin({ repository, plugin: 'cdk8s-istio', environment: { FOLDER: 'addons' } }),
      ),
    ).toEqual({
      repoURL: 'https://github.com/acme/mesh.git',
      path: '.',
      targetRevision: 'HEAD',
      plugin: { name: 'cdk8s-istio', env: [{ name: 'FOLDER', value: 'addons' }] },
    });
  });

  test('gives no environment where there is none', () => {
    expect(renderSource(ArgoSource.plugin({ repository, plugin: 'cdk8s-istio' })).plugin).toEqual({
      name: 'cdk8s-istio',
    });
  });
});

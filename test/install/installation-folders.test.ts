import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { helmReleases } from '../../lib/install/helm-release';
import { helmCommand, installationFolders, istioctlCommand } from '../../lib/install/installation-folders';
import { MeshInstallation } from '../../lib/install/mesh-installation';
import { IstioRelease } from '../../lib/release/istio-release';

const release = IstioRelease.latest;
const options = { release, profile: 'demo', gateways: { ingress: {}, egress: {} } } as const;
const istioctl = MeshInstallation.istioctl({ release, profile: 'demo' });

test('each way finds its files in a folder of its own', () => {
  const mesh = {
    trustDomain:
      'a.domain.so.long.that.a.writer.of.yaml.would.like.to.fold.it.over.more.than.one.line.example.com',
  };
  expect(installationFolders('install', istioctl, MeshInstallation.helm({ ...options, mesh }))).toEqual({
    install: {
      'istio-operator.yaml': [
        '# An input of istioctl install, not a manifest.',
        'apiVersion: install.istio.io/v1alpha1',
        'kind: IstioOperator',
        'spec:',
        '  profile: demo',
        '  hub: docker.io/istio',
        '',
      ].join('\n'),
    },
    'install/helm': {
      'base.yaml': '# Values of the Helm release istio-base.\nprofile: demo\ndefaultRevision: default\n',
      'istiod.yaml': `# Values of the Helm release istiod.\nprofile: demo\nglobal:\n  hub: docker.io/istio\nmeshConfig:\n  trustDomain: ${mesh.trustDomain}\n`,
    },
  });
});

test('a file of values is named by the chart, that of a gateway by the gateway', () => {
  const folders = installationFolders(
    'install',
    istioctl,
    MeshInstallation.helm({ release, profile: 'demo', revision: 'canary' }),
  );
  expect(Object.keys(folders['install/helm'])).toEqual([
    'base.yaml',
    'istiod.yaml',
    'istio-ingressgateway.yaml',
    'istio-egressgateway.yaml',
  ]);
});

test('istioctl is called with its file', () => {
  expect(istioctlCommand('dist/install')).toEqual([
    'istioctl',
    'install',
    '-f',
    'dist/install/istio-operator.yaml',
  ]);
});

test('Helm is called with the pinned chart and the values', () => {
  const [, , ingress] = helmReleases(MeshInstallation.helm({ release, profile: 'demo' }));
  if (ingress === undefined) throw new Error('there is no third release');
  expect(
    helmCommand({ ...ingress, repository: 'https://charts.example.com' }, 'dist/install').join(' '),
  ).toBe(
    `helm install istio-ingressgateway gateway --repo https://charts.example.com --version ${release.charts.version} --namespace istio-system --create-namespace --values dist/install/helm/istio-ingressgateway.yaml --wait`,
  );
  expect(helmCommand({ ...ingress, repository: 'oci://example.com/charts' }, '.').slice(0, 4)).toEqual([
    'helm',
    'install',
    'istio-ingressgateway',
    'oci://example.com/charts/gateway',
  ]);
});

test('the document about installing names the commands as they are', () => {
  const text = readFileSync(join(__dirname, '../../docs/install.md'), 'utf8');
  const releases = helmReleases(MeshInstallation.helm({ release, profile: 'demo' }));
  const commands = [
    istioctlCommand('dist/install'),
    ...releases.map((one) => helmCommand(one, 'dist/install')),
  ];
  expect(text.split('\n').filter((line) => /^(istioctl|helm) install/.test(line))).toEqual(
    commands.map((command) => command.join(' ')),
  );
});

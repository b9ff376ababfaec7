import { App, Testing } from 'cdk8s';
import { parse } from 'yaml';
import { buildArgocd } from '../../lib/argocd/argocd';
import { GitRepository } from '../../lib/argocd/git-repository';
import { demoInstallation } from '../../lib/install/demo-installation';
import { IngressGateway } from '../../lib/install/ingress-gateway';
import { IstioRelease } from '../../lib/release/istio-release';

const release = IstioRelease.latest;
const installation = demoInstallation(release).helm;
const props = {
  installation,
  folders: { guide: new App(), addons: new App(), checks: new App() },
};
const known = {
  kind: 'known',
  repository: GitRepository.of({ address: 'https://github.com/acme/mesh.git' }),
  from: 'package.json',
} as const;

describe('buildArgocd', () => {
  test('keeps the settings of Argo CD itself away from what kubectl applies', () => {
    const { folders, note } = buildArgocd({ ...props, repository: known });
    expect(Object.keys(folders)).toEqual(['argocd', 'argocd/applications', 'install/argocd']);
    expect(Object.keys(folders['install/argocd'])).toEqual([
      'argocd-cm-patch.yaml',
      'plugin.yaml',
      'repo-server-patch.yaml',
    ]);
    expect(note).toBeUndefined();
  });

  test('says what is missing where the address is not known, and how to add it', () => {
    const { note } = buildArgocd({
      ...props,
      repository: { kind: 'unknown', reason: 'this is no Git clone' },
    });
    expect(note).toBe(
      'argocd: the address of this repository is not known (this is no Git clone), so dist/argocd names none yet; ' +
        'npm pkg set repository.url=<address>, or set ARGOCD_REPOSITORY',
    );
  });

  test('installs the ingress gateway that the Gateway of the guide refers to', () => {
    const { folders } = buildArgocd({
      ...props,
      installation: demoInstallation(release, IngressGateway.helm()).helm,
      repository: known,
    });
    const applications = folders['argocd/applications'].charts.map((chart) => Testing.synth(chart)[0]);
    const ingress = applications.find(({ metadata }) => metadata.name === 'istio-ingress');
    expect(ingress.spec.destination.namespace).toBe('istio-ingress');
    expect(parse(JSON.stringify(ingress.spec.source.helm.valuesObject.service.ports))).toEqual([
      { name: 'status-port', port: 15021, targetPort: 15021, protocol: 'TCP' },
      { name: 'http2', port: 80, targetPort: 80, protocol: 'TCP' },
      { name: 'https', port: 443, targetPort: 443, protocol: 'TCP' },
    ]);
    expect(applications.map(({ metadata }) => metadata.name)).not.toContain('istio-ingressgateway');
    expect(applications.map(({ metadata }) => metadata.name)).toContain('istio-egressgateway');
  });
});

import { App, Testing } from 'cdk8s';
import { gatewayApiSource } from '../../lib/argocd/gateway-api-source';
import { guideApplications } from '../../lib/argocd/guide-applications';
import { renderSource } from '../../lib/argocd/source';
import { buildGuide } from '../../lib/bookinfo/guide';
import { buildChecks } from '../../lib/checks/checks';
import { demoInstallation } from '../../lib/install/demo-installation';
import { gatewayApiIngress } from '../../lib/install/gateway-api-ingress';
import { IngressGateway } from '../../lib/install/ingress-gateway';
import { IstioRelease } from '../../lib/release/istio-release';

const release = IstioRelease.of('1.22');
const applicationsFor = (ingress: Parameters<typeof buildGuide>[0]['ingress']) => {
  const guide = buildGuide({ release, ingress });
  const built = guideApplications({
    repository: { kind: 'unknown', reason: 'this is no Git clone' },
    installation: demoInstallation(release, ingress).helm,
    folders: { guide: guide.app, addons: new App(), checks: buildChecks(guide) },
  });
  const applications = built['argocd/applications'].charts.map((chart) => Testing.synth(chart)[0]);
  return { applications, project: Testing.synth(built.argocd.charts[0] as never)[0] };
};

describe('the CRDs of the Gateway API', () => {
  it('come from its repository, at the version that the release is made for', () => {
    const { app } = buildGuide({ release, ingress: gatewayApiIngress });
    const source = gatewayApiSource([app], release);
    expect(source && renderSource(source)).toEqual({
      repoURL: 'https://github.com/kubernetes-sigs/gateway-api.git',
      path: 'config/crd/standard',
      targetRevision: 'v1.1.0',
    });
  });

  it('are an Application before Bookinfo, which the project lets come', () => {
    const { applications, project } = applicationsFor(gatewayApiIngress);
    const wave = (name: string) =>
      Number(
        applications.find(({ metadata }) => metadata.name === name).metadata.annotations?.[
          'argocd.argoproj.io/sync-wave'
        ] ?? 0,
      );
    expect(wave('gateway-api')).toBeLessThan(wave('bookinfo'));
    expect(project.spec.sourceRepos).toContain('https://github.com/kubernetes-sigs/gateway-api.git');
    expect(project.spec.clusterResourceWhitelist).toContainEqual({
      group: 'admissionregistration.k8s.io',
      kind: 'ValidatingAdmissionPolicy',
    });
    expect(project.spec.namespaceResourceWhitelist).toContainEqual({
      group: 'gateway.networking.k8s.io',
      kind: 'HTTPRoute',
    });
  });

  it('are nothing of a guide without objects of the Gateway API', () => {
    const { applications, project } = applicationsFor(IngressGateway.istioctl());
    expect(applications.map(({ metadata }) => metadata.name)).not.toContain('gateway-api');
    expect(project.spec.sourceRepos).toHaveLength(2);
  });
});

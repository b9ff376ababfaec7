import { App, Testing } from 'cdk8s';
import { PageCheck } from '../../lib/checks/page-check';
import { pageCheckScript } from '../../lib/checks/page-check-script';
import { MeshService } from '../../lib/istio/references/mesh-service';

const props = {
  namespace: 'shop',
  name: 'front-check',
  path: '/front',
  title: 'Shop',
  image: 'curlimages/curl:8.16.0',
};

function jobOf(check: PageCheck) {
  const [job] = Testing.synth(check);
  return job;
}

describe('a page check', () => {
  it('is a Job that asks the service and may be applied by kubectl and by Argo CD', () => {
    const service = MeshService.named('front.shop.svc.cluster.local', { ports: { http: 8080 } });
    const check = new PageCheck(new App(), '10-front', { ...props, service, attempts: 5 });
    expect(jobOf(check)).toEqual({
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: {
        name: 'front-check',
        namespace: 'shop',
        labels: { app: 'front-check' },
        annotations: {
          'argocd.argoproj.io/hook': 'PostSync',
          'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
        },
      },
      spec: {
        backoffLimit: 0,
        activeDeadlineSeconds: 600,
        template: {
          metadata: {
            labels: { app: 'front-check' },
            annotations: { 'proxy.istio.io/config': '{ "holdApplicationUntilProxyStarts": true }' },
          },
          spec: {
            restartPolicy: 'Never',
            automountServiceAccountToken: false,
            containers: [
              {
                name: 'check',
                image: 'curlimages/curl:8.16.0',
                command: ['/bin/sh', '-c', pageCheckScript],
                env: [
                  { name: 'URL', value: 'http://front.shop.svc.cluster.local:8080/front' },
                  { name: 'TITLE', value: 'Shop' },
                  { name: 'ATTEMPTS', value: '5' },
                  { name: 'PAUSE', value: '3' },
                  { name: 'QUIT_URL', value: 'http://localhost:15020/quitquitquit' },
                ],
                resources: { requests: { cpu: '10m', memory: '16Mi' }, limits: { memory: '64Mi' } },
                securityContext: {
                  allowPrivilegeEscalation: false,
                  capabilities: { drop: ['ALL'] },
                  readOnlyRootFilesystem: true,
                  runAsNonRoot: true,
                  runAsUser: 65534,
                  seccompProfile: { type: 'RuntimeDefault' },
                },
              },
            ],
          },
        },
      },
    });
  });

  it('fails only after the slowest tries of its two pods have had their time', () => {
    const service = MeshService.named('front.shop.svc.cluster.local');
    const { spec } = jobOf(new PageCheck(new App(), '10-front', { ...props, service }));
    const [container] = spec.template.spec.containers;
    const value = (name: string) =>
      Number(container.env.find((one: { name: string }) => one.name === name).value);
    const refusedAtOnce = value('ATTEMPTS') * value('PAUSE') * (spec.backoffLimit + 1);
    expect(refusedAtOnce).toBeLessThan(spec.activeDeadlineSeconds);
  });

  it('leaves the port out where the service has none that is known', () => {
    const service = MeshService.named('front.shop.svc.cluster.local');
    const { spec } = jobOf(new PageCheck(new App(), '10-front', { ...props, service }));
    expect(spec.template.spec.containers[0].env[0].value).toBe('http://front.shop.svc.cluster.local/front');
  });
});

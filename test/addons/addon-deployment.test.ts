import { App, Chart } from 'cdk8s';
import { addon } from '../../lib/addons/addon';
import { addDeployment, addStorage, renderResources } from '../../lib/addons/addon-deployment';
import { AddonVariant } from '../../lib/addons/variant';
import { production, type Rendered, renderAddons, synth } from './rendered';

const everyPod = () =>
  [AddonVariant.demo, production]
    .flatMap((variant) =>
      (['1.16', '1.24', '1.30'] as const).map((version) => renderAddons(version, variant).all),
    )
    .flatMap((objects) => objects.filter(({ kind }) => kind === 'Deployment'))
    .map(({ spec }) => spec.template as Rendered);

test('Every pod satisfies the Pod Security Standard "restricted" and has no sidecar', () => {
  const pods = everyPod();
  expect(pods).toHaveLength(24);
  for (const { metadata, spec } of pods) {
    expect(metadata.labels['sidecar.istio.io/inject']).toBe('false');
    const { runAsUser, runAsGroup, fsGroup, ...rest } = spec.securityContext;
    expect(rest).toEqual({
      runAsNonRoot: true,
      fsGroupChangePolicy: 'OnRootMismatch',
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(runAsUser).toBeGreaterThan(0);
    expect([runAsGroup, fsGroup]).toEqual([runAsUser, runAsUser]);
    for (const { securityContext } of spec.containers) {
      expect(securityContext).toEqual({
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
        readOnlyRootFilesystem: true,
      });
    }
    const kinds = spec.volumes.flatMap(({ name: _, ...source }: Rendered) => Object.keys(source));
    const allowed = ['configMap', 'emptyDir', 'persistentVolumeClaim', 'projected', 'secret'];
    expect(kinds.filter((kind: string) => !allowed.includes(kind))).toEqual([]);
  }
});

test('Every container says what it needs, and what it mounts is there', () => {
  for (const { spec } of everyPod()) {
    const volumes = spec.volumes.map(({ name }: Rendered) => name);
    for (const { resources, volumeMounts } of spec.containers) {
      expect(Object.keys(resources.requests)).toEqual(['cpu', 'memory']);
      expect(volumes).toEqual(expect.arrayContaining(volumeMounts.map(({ name }: Rendered) => name)));
    }
  }
});

test('Only Prometheus and Kiali get a token for the Kubernetes API', () => {
  const tokens = renderAddons('1.30')
    .all.filter(({ kind }) => kind === 'Deployment')
    .map(({ metadata, spec }) => [metadata.name, spec.template.spec.automountServiceAccountToken]);
  expect(Object.fromEntries(tokens)).toEqual({
    prometheus: true,
    grafana: false,
    jaeger: false,
    kiali: true,
  });
});

test('A pod is given what it is told, and no more', () => {
  const chart = new Chart(new App(), 'chart');
  const self = addon('kiali', 'mesh', 'quay.io/kiali/kiali:v2.26');
  addDeployment(chart, self, {
    user: 1000,
    automountServiceAccountToken: false,
    oldPodEnds: 'after',
    containers: [{ name: 'kiali', image: 'kiali' }],
    volumes: [addStorage(chart, self, 'data', undefined)],
  });
  const [account, deployment] = synth(chart);
  expect(account).toMatchObject({ kind: 'ServiceAccount', automountServiceAccountToken: false });
  expect(deployment.metadata).toMatchObject({ name: 'kiali', namespace: 'mesh' });
  expect(Object.keys(deployment.spec)).toEqual(['replicas', 'selector', 'template']);
  expect(deployment.spec.template.metadata.annotations).toBeUndefined();
  expect(deployment.spec.template.spec).not.toHaveProperty('terminationGracePeriodSeconds');
});

test('A demo has requests alone, production a limit of memory and none of CPU', () => {
  const [small, big] = [
    { cpu: '10m', memory: '64Mi' },
    { cpu: '1', memory: '1Gi' },
  ] as const;
  expect(renderResources(AddonVariant.demo, small, big)).toEqual({ requests: small });
  expect(renderResources(production, small, big)).toEqual({ requests: big, limits: { memory: '1Gi' } });
});

import { gatewayChartValues, platformOf } from '../../lib/install/gateway-chart';
import type { HelmGateway, HelmOptions } from '../../lib/install/installation-options';
import { MeshInstallation } from '../../lib/install/mesh-installation';
import type { Profile } from '../../lib/install/profile';
import { IstioRelease, type IstioVersion } from '../../lib/release/istio-release';

const values = (settings: HelmGateway, options: Partial<HelmOptions<Profile, 'edge', never>> = {}) => {
  const installation = MeshInstallation.helm({
    release: IstioRelease.latest,
    profile: 'minimal',
    ...options,
    gateways: { ingress: { edge: settings } },
  });
  return gatewayChartValues(installation, installation.ingress.edge);
};

const health = { name: 'status-port', port: 15021, targetPort: 15021, protocol: 'TCP' };
const like1_16 = {
  service: {
    type: 'LoadBalancer',
    ports: [
      health,
      { name: 'http2', port: 80, targetPort: 8080, protocol: 'TCP' },
      { name: 'https', port: 443, targetPort: 8443, protocol: 'TCP' },
    ],
  },
  resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: '2000m', memory: '1024Mi' } },
  autoscaling: { enabled: true, minReplicas: 1, maxReplicas: 5, targetCPUUtilizationPercentage: 80 },
  serviceAccount: { name: 'edge-service-account' },
  securityContext: { runAsGroup: 1337, runAsNonRoot: true, runAsUser: 1337 },
  env: { ISTIO_META_UNPRIVILEGED_POD: 'true' },
};
const since1_30 = {
  imagePullPolicy: 'IfNotPresent',
  strategy: { rollingUpdate: { maxSurge: '100%', maxUnavailable: '25%' } },
  readinessProbe: {
    httpGet: { path: '/healthz/ready', port: 15021, scheme: 'HTTP' },
    initialDelaySeconds: 1,
    periodSeconds: 2,
    timeoutSeconds: 1,
    successThreshold: 1,
    failureThreshold: 30,
  },
  volumes: [
    { name: 'ingressgateway-certs', secret: { secretName: 'istio-ingressgateway-certs', optional: true } },
    {
      name: 'ingressgateway-ca-certs',
      secret: { secretName: 'istio-ingressgateway-ca-certs', optional: true },
    },
  ],
  volumeMounts: [
    { name: 'ingressgateway-certs', mountPath: '/etc/istio/ingressgateway-certs', readOnly: true },
    { name: 'ingressgateway-ca-certs', mountPath: '/etc/istio/ingressgateway-ca-certs', readOnly: true },
  ],
};

test("a gateway is written out like istioctl's, for the chart reads no profile", () => {
  expect(values({})).toEqual({ ...like1_16, ...since1_30 });
});

test.each<IstioVersion>(['1.16', '1.29'])(
  'the chart of %s is told nothing that it may not know',
  (version) => {
    expect(values({}, { release: IstioRelease.of(version) })).toEqual(like1_16);
  },
);

test('low ports stay open by the sysctl of the chart', () => {
  const { securityContext, env, service } = values({ ports: [{ name: 'http2', port: 80, targetPort: 80 }] });
  expect({ securityContext, env, service }).toEqual({
    securityContext: undefined,
    env: undefined,
    service: {
      type: 'LoadBalancer',
      ports: [{ name: 'http2', port: 80, targetPort: 80, protocol: 'TCP' }],
    },
  });
});

test('every choice finds its place, and further values are laid over', () => {
  const chosen = values(
    {
      service: 'ClusterIP',
      serviceAnnotations: { cloud: 'internal' },
      replicas: 3,
      values: { kind: 'DaemonSet', service: { externalTrafficPolicy: 'Local' } },
    },
    { revision: '1-30-3' },
  );
  expect(chosen).toEqual({
    ...like1_16,
    ...since1_30,
    revision: '1-30-3',
    service: {
      ...like1_16.service,
      type: 'ClusterIP',
      annotations: { cloud: 'internal' },
      externalTrafficPolicy: 'Local',
    },
    autoscaling: { enabled: false },
    replicaCount: 3,
    kind: 'DaemonSet',
  });
});

test('OpenShift chooses the user itself', () => {
  const { platform, securityContext } = values({}, { profile: 'openshift' });
  expect({ platform, securityContext }).toEqual({
    platform: 'openshift',
    securityContext: { runAsNonRoot: true },
  });
});

test('the platform is the one that was chosen, else the one of the profile', () => {
  const release = IstioRelease.latest;
  expect(platformOf(MeshInstallation.helm({ release }))).toBeUndefined();
  expect(platformOf(MeshInstallation.helm({ release, platform: 'k3d' }))).toBe('k3d');
  expect(platformOf(MeshInstallation.helm({ release, profile: 'openshift-ambient' }))).toBe('openshift');
});

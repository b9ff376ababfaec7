import { defined } from '../values/defined';
import { proxyPorts } from '../values/proxy-ports';
import type { InstalledEgress, InstalledIngress } from './gateway-installation';
import type { HelmInstallation } from './installation';
import { overlay } from './overlay';
import { isAtLeast, profiles } from './profile';
import type { Replicas } from './replicas';
import type { GatewayValues } from './values/gateway';

/** istioctl's gateways run as this user, whom the demo's ports above 1023 are open to. */
const envoy = { runAsGroup: 1337, runAsNonRoot: true, runAsUser: 1337 };

/**
 * Values of the `gateway` chart for a gateway like istioctl's. The chart has defaults of its own and reads nothing of
 * the profile, so that ports, resources, replicas, the service account and how a pod runs are written out.
 *
 * @see https://istio.io/latest/docs/setup/additional-setup/gateway/
 */
export function gatewayChartValues(
  installation: HelmInstallation,
  gateway: InstalledIngress | InstalledEgress,
): GatewayValues {
  const openshift = platformOf(installation) === 'openshift';
  // The chart opens low ports by a sysctl that it sets unless there is a security context.
  const unprivileged = gateway.ports.every(({ targetPort }) => targetPort >= 1024);
  const values = defined<GatewayValues>({
    revision: installation.revision,
    platform: openshift && isAtLeast(installation.release, '1.22') ? 'openshift' : undefined,
    service: defined<NonNullable<GatewayValues['service']>>({
      type: gateway.serviceType,
      annotations: gateway.chosen.serviceAnnotations,
      ports: gateway.ports.map(({ name, port, targetPort }) => ({ name, port, targetPort, protocol: 'TCP' })),
    }),
    resources: gateway.resources,
    ...scaling(gateway.replicas),
    serviceAccount: { name: gateway.serviceAccount },
    securityContext: unprivileged ? (openshift ? { runAsNonRoot: true } : envoy) : undefined,
    env: unprivileged ? { ISTIO_META_UNPRIVILEGED_POD: 'true' } : undefined,
    ...(isAtLeast(installation.release, '1.30') ? rollout(gateway) : {}),
  });
  return overlay(values, gateway.further as GatewayValues | undefined);
}

function scaling(replicas: Replicas | undefined): Pick<GatewayValues, 'autoscaling' | 'replicaCount'> {
  if (replicas === undefined) return { autoscaling: { enabled: false } };
  if (typeof replicas === 'number') return { autoscaling: { enabled: false }, replicaCount: replicas };
  return {
    autoscaling: {
      enabled: true,
      minReplicas: replicas.min,
      maxReplicas: replicas.max,
      targetCPUUtilizationPercentage: replicas.cpuPercent ?? 80,
    },
  };
}

/** Values whose names were found in the schema of Istio 1.30's chart; a chart that doesn't know one refuses to install. */
function rollout(gateway: InstalledIngress | InstalledEgress): GatewayValues {
  const role = gateway.kind === 'ingress-gateway' ? 'ingressgateway' : 'egressgateway';
  const certificates = [`${role}-certs`, `${role}-ca-certs`];
  return {
    // The chart leaves the proxy's image to istiod and names it `auto`, which Kubernetes would pull at every start.
    imagePullPolicy: 'IfNotPresent',
    strategy: { rollingUpdate: { maxSurge: '100%', maxUnavailable: '25%' } },
    readinessProbe: {
      httpGet: { path: '/healthz/ready', port: proxyPorts.health, scheme: 'HTTP' },
      initialDelaySeconds: 1,
      periodSeconds: 2,
      timeoutSeconds: 1,
      successThreshold: 1,
      failureThreshold: 30,
    },
    volumes: certificates.map((name) => ({
      name,
      secret: { secretName: `istio-${name}`, optional: true },
    })),
    volumeMounts: certificates.map((name) => ({ name, mountPath: `/etc/istio/${name}`, readOnly: true })),
  };
}

/** The platform that was chosen, else the profile's. */
export function platformOf({ platform, profile }: HelmInstallation): string | undefined {
  return platform ?? profiles[profile].platform;
}

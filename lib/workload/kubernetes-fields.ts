import type { DeploymentSpec } from 'kubernetes-types/apps/v1';
import type { Container, PodSpec, ServiceSpec } from 'kubernetes-types/core/v1';
import { fault, within } from '../diagnostics/fault';
import { nearest } from '../diagnostics/nearest-name';
import { type Check, every, firstFault, kubernetesFields } from '../values/check';

/** Kubernetes' fields of a container, but for those that a microservice fills in. */
export type ContainerSettings = Readonly<Omit<Container, 'name' | 'image'>>;

/** Kubernetes' fields of a pod, but for those that a microservice fills in; `containers` are further ones. */
export type PodSpecSettings = Readonly<Omit<PodSpec, 'containers' | 'serviceAccountName'>> & {
  readonly containers?: readonly Container[];
};

/** Kubernetes' fields of a Deployment, but for those that a microservice fills in. */
export type DeploymentSettings = Readonly<Omit<DeploymentSpec, 'replicas' | 'selector' | 'template'>>;

/** Kubernetes' fields of a Service, but for those that a microservice fills in. */
export type ServiceSpecSettings = Readonly<Omit<ServiceSpec, 'ports' | 'selector'>>;

/** All fields of a type: one that kubernetes-types gets and that is missing here does not compile. */
type Names<T> = Readonly<Record<keyof T, true>>;

const container: Names<ContainerSettings> = {
  args: true,
  command: true,
  env: true,
  envFrom: true,
  imagePullPolicy: true,
  lifecycle: true,
  livenessProbe: true,
  ports: true,
  readinessProbe: true,
  resizePolicy: true,
  resources: true,
  restartPolicy: true,
  securityContext: true,
  startupProbe: true,
  stdin: true,
  stdinOnce: true,
  terminationMessagePath: true,
  terminationMessagePolicy: true,
  tty: true,
  volumeDevices: true,
  volumeMounts: true,
  workingDir: true,
};

const podSpec: Names<PodSpecSettings> = {
  activeDeadlineSeconds: true,
  affinity: true,
  automountServiceAccountToken: true,
  containers: true,
  dnsConfig: true,
  dnsPolicy: true,
  enableServiceLinks: true,
  ephemeralContainers: true,
  hostAliases: true,
  hostIPC: true,
  hostNetwork: true,
  hostPID: true,
  hostUsers: true,
  hostname: true,
  imagePullSecrets: true,
  initContainers: true,
  nodeName: true,
  nodeSelector: true,
  os: true,
  overhead: true,
  preemptionPolicy: true,
  priority: true,
  priorityClassName: true,
  readinessGates: true,
  resourceClaims: true,
  restartPolicy: true,
  runtimeClassName: true,
  schedulerName: true,
  schedulingGates: true,
  securityContext: true,
  serviceAccount: true,
  setHostnameAsFQDN: true,
  shareProcessNamespace: true,
  subdomain: true,
  terminationGracePeriodSeconds: true,
  tolerations: true,
  topologySpreadConstraints: true,
  volumes: true,
};

const deployment: Names<DeploymentSettings> = {
  minReadySeconds: true,
  paused: true,
  progressDeadlineSeconds: true,
  revisionHistoryLimit: true,
  strategy: true,
};

const serviceSpec: Names<ServiceSpecSettings> = {
  allocateLoadBalancerNodePorts: true,
  clusterIP: true,
  clusterIPs: true,
  externalIPs: true,
  externalName: true,
  externalTrafficPolicy: true,
  healthCheckNodePort: true,
  internalTrafficPolicy: true,
  ipFamilies: true,
  ipFamilyPolicy: true,
  loadBalancerClass: true,
  loadBalancerIP: true,
  loadBalancerSourceRanges: true,
  publishNotReadyAddresses: true,
  sessionAffinity: true,
  sessionAffinityConfig: true,
  trafficDistribution: true,
  type: true,
};

/** A slip of the pen; what is further from all that is known may be a field of a later Kubernetes. */
const slip = 2;

/** Fields that are passed on as they are, but for those that are misspelt. */
function fields<T extends object>(names: Names<Required<T>>): Check<T> {
  const known = Object.keys(names);
  return every(kubernetesFields, (given: object) => {
    const written = Object.entries(given);
    return firstFault(written.length, (index) => {
      const [name, value] = written[index] as [string, unknown];
      const meant = known.includes(name) ? undefined : nearest(name, known, slip);
      return meant === undefined
        ? undefined
        : within(name, fault('Kubernetes has no such field', value, `did you mean '${meant}'?`));
    });
  });
}

export const containerFields = fields<ContainerSettings>(container);
export const podSpecFields = fields<PodSpecSettings>(podSpec);
export const deploymentFields = fields<DeploymentSettings>(deployment);
export const serviceSpecFields = fields<ServiceSpecSettings>(serviceSpec);

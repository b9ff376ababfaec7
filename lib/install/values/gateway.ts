// Generated from the chart by `npm run helm-values`; not edited by hand.
import type { FreeForm, Resources, ServicePortValue, StringMap } from './value-types';

/** What Istio's Helm chart `gateway` knows; a name that is not here would be passed over in silence. */
export interface GatewayValues {
  readonly name?: string;
  readonly revision?: string;
  readonly replicaCount?: number | null;
  readonly kind?: 'Deployment' | 'DaemonSet';
  readonly rbac?: {
    readonly enabled?: boolean;
  };
  readonly serviceAccount?: {
    readonly create?: boolean;
    readonly annotations?: StringMap;
    readonly name?: string;
  };
  readonly podAnnotations?: StringMap;
  readonly securityContext?: FreeForm;
  readonly containerSecurityContext?: FreeForm;
  readonly service?: {
    readonly type?: string;
    readonly clusterIP?: string;
    readonly selectorLabels?: StringMap;
    readonly ports?: readonly ServicePortValue[];
    readonly annotations?: StringMap;
    readonly loadBalancerIP?: string;
    readonly loadBalancerSourceRanges?: readonly string[];
    readonly externalTrafficPolicy?: string;
    readonly externalIPs?: readonly string[];
    readonly ipFamilyPolicy?: '' | 'SingleStack' | 'PreferDualStack' | 'RequireDualStack';
    readonly ipFamilies?: readonly string[];
    readonly allocateLoadBalancerNodePorts?: boolean;
    readonly loadBalancerClass?: string;
  };
  readonly resources?: Resources;
  readonly autoscaling?: {
    readonly enabled?: boolean;
    readonly minReplicas?: number;
    readonly maxReplicas?: number;
    readonly targetCPUUtilizationPercentage?: number;
    readonly targetMemoryUtilizationPercentage?: number;
    readonly autoscaleBehavior?: FreeForm;
  };
  readonly env?: StringMap;
  readonly envVarFrom?: readonly FreeForm[];
  readonly strategy?: FreeForm;
  readonly minReadySeconds?: number | null;
  readonly readinessProbe?: FreeForm;
  readonly labels?: StringMap;
  readonly annotations?: StringMap;
  readonly nodeSelector?: StringMap;
  readonly tolerations?: readonly FreeForm[];
  readonly topologySpreadConstraints?: readonly FreeForm[];
  readonly affinity?: FreeForm;
  readonly networkGateway?: string;
  readonly networkGatewayPorts?: Readonly<Record<string, Omit<ServicePortValue, 'name'>>>;
  readonly imagePullPolicy?: '' | 'Always' | 'IfNotPresent' | 'Never';
  readonly imagePullSecrets?: readonly FreeForm[];
  readonly podDisruptionBudget?: {
    readonly minAvailable?: number | string;
    readonly maxUnavailable?: number | string;
    readonly unhealthyPodEvictionPolicy?: '' | 'IfHealthyBudget' | 'AlwaysAllow';
  };
  readonly terminationGracePeriodSeconds?: number;
  readonly volumes?: readonly FreeForm[];
  readonly volumeMounts?: readonly FreeForm[];
  readonly initContainers?: readonly FreeForm[];
  readonly additionalContainers?: readonly FreeForm[];
  readonly priorityClassName?: string;
  readonly lifecycle?: {
    readonly postStart?: FreeForm;
    readonly preStop?: FreeForm;
  };
  readonly global?: {
    readonly networkPolicy?: {
      readonly enabled?: boolean;
    };
  };
  readonly enabled?: boolean;
  readonly defaultRevision?: string;
  readonly compatibilityVersion?: string;
  readonly profile?: string;
  readonly platform?: string;
  readonly pilot?: FreeForm;
  readonly runAsRoot?: boolean;
  readonly unprivilegedPort?: true | false | 'auto';
}

/** The same names and types for who writes values without types. */
export const gatewayNames = {
  name: 'string',
  revision: 'string',
  replicaCount: 'number | null',
  kind: "'Deployment' | 'DaemonSet'",
  rbac: {
    enabled: 'boolean',
  },
  serviceAccount: {
    create: 'boolean',
    annotations: 'StringMap',
    name: 'string',
  },
  podAnnotations: 'StringMap',
  securityContext: 'FreeForm',
  containerSecurityContext: 'FreeForm',
  service: {
    type: 'string',
    clusterIP: 'string',
    selectorLabels: 'StringMap',
    ports: 'readonly ServicePortValue[]',
    annotations: 'StringMap',
    loadBalancerIP: 'string',
    loadBalancerSourceRanges: 'readonly string[]',
    externalTrafficPolicy: 'string',
    externalIPs: 'readonly string[]',
    ipFamilyPolicy: "'' | 'SingleStack' | 'PreferDualStack' | 'RequireDualStack'",
    ipFamilies: 'readonly string[]',
    allocateLoadBalancerNodePorts: 'boolean',
    loadBalancerClass: 'string',
  },
  resources: 'Resources',
  autoscaling: {
    enabled: 'boolean',
    minReplicas: 'number',
    maxReplicas: 'number',
    targetCPUUtilizationPercentage: 'number',
    targetMemoryUtilizationPercentage: 'number',
    autoscaleBehavior: 'FreeForm',
  },
  env: 'StringMap',
  envVarFrom: 'readonly FreeForm[]',
  strategy: 'FreeForm',
  minReadySeconds: 'number | null',
  readinessProbe: 'FreeForm',
  labels: 'StringMap',
  annotations: 'StringMap',
  nodeSelector: 'StringMap',
  tolerations: 'readonly FreeForm[]',
  topologySpreadConstraints: 'readonly FreeForm[]',
  affinity: 'FreeForm',
  networkGateway: 'string',
  networkGatewayPorts: "Readonly<Record<string, Omit<ServicePortValue, 'name'>>>",
  imagePullPolicy: "'' | 'Always' | 'IfNotPresent' | 'Never'",
  imagePullSecrets: 'readonly FreeForm[]',
  podDisruptionBudget: {
    minAvailable: 'number | string',
    maxUnavailable: 'number | string',
    unhealthyPodEvictionPolicy: "'' | 'IfHealthyBudget' | 'AlwaysAllow'",
  },
  terminationGracePeriodSeconds: 'number',
  volumes: 'readonly FreeForm[]',
  volumeMounts: 'readonly FreeForm[]',
  initContainers: 'readonly FreeForm[]',
  additionalContainers: 'readonly FreeForm[]',
  priorityClassName: 'string',
  lifecycle: {
    postStart: 'FreeForm',
    preStop: 'FreeForm',
  },
  global: {
    networkPolicy: {
      enabled: 'boolean',
    },
  },
  enabled: 'boolean',
  defaultRevision: 'string',
  compatibilityVersion: 'string',
  profile: 'string',
  platform: 'string',
  pilot: 'FreeForm',
  runAsRoot: 'boolean',
  unprivilegedPort: "true | false | 'auto'",
} as const;

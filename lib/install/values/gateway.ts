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

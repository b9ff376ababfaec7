// Generated from the chart by `npm run helm-values`; not edited by hand.
import type { FreeForm, Resources, StringMap } from './value-types';

/** What Istio's Helm chart `cni` knows; a name that is not here would be passed over in silence. */
export interface CniValues {
  readonly hub?: string;
  readonly tag?: string;
  readonly variant?: string;
  readonly image?: string;
  readonly pullPolicy?: string;
  readonly logging?: {
    readonly level?: string;
  };
  readonly cniBinDir?: string;
  readonly cniConfDir?: string;
  readonly cniConfFileName?: string;
  readonly cniNetnsDir?: string;
  readonly istioOwnedCNIConfigFileName?: string;
  readonly istioOwnedCNIConfig?: boolean;
  readonly excludeNamespaces?: readonly string[];
  readonly affinity?: FreeForm;
  readonly daemonSetLabels?: StringMap;
  readonly podAnnotations?: StringMap;
  readonly podLabels?: StringMap;
  readonly chained?: boolean;
  readonly provider?: string;
  readonly ambient?: {
    readonly enabled?: boolean;
    readonly enablementSelectors?: readonly FreeForm[];
    readonly configDir?: string;
    readonly dnsCapture?: boolean;
    readonly ipv6?: boolean;
    readonly reconcileIptablesOnStartup?: boolean;
    readonly shareHostNetworkNamespace?: boolean;
    readonly enableAmbientDetectionRetry?: boolean;
  };
  readonly repair?: {
    readonly enabled?: boolean;
    readonly hub?: string;
    readonly tag?: string;
    readonly labelPods?: boolean;
    readonly deletePods?: boolean;
    readonly repairPods?: boolean;
    readonly initContainerName?: string;
    readonly brokenPodLabelKey?: string;
    readonly brokenPodLabelValue?: string;
  };
  readonly seccompProfile?: FreeForm;
  readonly seLinuxOptions?: FreeForm;
  readonly useAppArmorAnnotation?: boolean;
  readonly resources?: Resources;
  readonly resourceQuotas?: {
    readonly enabled?: boolean;
    readonly pods?: number;
  };
  readonly tolerations?: readonly FreeForm[];
  readonly updateStrategy?: FreeForm;
  readonly terminationGracePeriodSeconds?: number;
  readonly revision?: string;
  readonly ownerName?: string;
  readonly global?: {
    readonly hub?: string;
    readonly tag?: string;
    readonly variant?: string;
    readonly imagePullPolicy?: string;
    readonly logging?: {
      readonly level?: string;
    };
    readonly logAsJson?: boolean;
    readonly networkPolicy?: {
      readonly enabled?: boolean;
    };
    readonly imagePullSecrets?: readonly string[];
    readonly defaultResources?: Resources;
    readonly nativeNftables?: boolean;
    readonly resourceScope?: string;
    readonly platform?: string;
  };
  readonly env?: StringMap;
  readonly profile?: string;
  readonly platform?: string;
  readonly compatibilityVersion?: string;
}

/** The same names and types for who writes values without types. */
export const cniNames = {
  hub: 'string',
  tag: 'string',
  variant: 'string',
  image: 'string',
  pullPolicy: 'string',
  logging: {
    level: 'string',
  },
  cniBinDir: 'string',
  cniConfDir: 'string',
  cniConfFileName: 'string',
  cniNetnsDir: 'string',
  istioOwnedCNIConfigFileName: 'string',
  istioOwnedCNIConfig: 'boolean',
  excludeNamespaces: 'readonly string[]',
  affinity: 'FreeForm',
  daemonSetLabels: 'StringMap',
  podAnnotations: 'StringMap',
  podLabels: 'StringMap',
  chained: 'boolean',
  provider: 'string',
  ambient: {
    enabled: 'boolean',
    enablementSelectors: 'readonly FreeForm[]',
    configDir: 'string',
    dnsCapture: 'boolean',
    ipv6: 'boolean',
    reconcileIptablesOnStartup: 'boolean',
    shareHostNetworkNamespace: 'boolean',
    enableAmbientDetectionRetry: 'boolean',
  },
  repair: {
    enabled: 'boolean',
    hub: 'string',
    tag: 'string',
    labelPods: 'boolean',
    deletePods: 'boolean',
    repairPods: 'boolean',
    initContainerName: 'string',
    brokenPodLabelKey: 'string',
    brokenPodLabelValue: 'string',
  },
  seccompProfile: 'FreeForm',
  seLinuxOptions: 'FreeForm',
  useAppArmorAnnotation: 'boolean',
  resources: 'Resources',
  resourceQuotas: {
    enabled: 'boolean',
    pods: 'number',
  },
  tolerations: 'readonly FreeForm[]',
  updateStrategy: 'FreeForm',
  terminationGracePeriodSeconds: 'number',
  revision: 'string',
  ownerName: 'string',
  global: {
    hub: 'string',
    tag: 'string',
    variant: 'string',
    imagePullPolicy: 'string',
    logging: {
      level: 'string',
    },
    logAsJson: 'boolean',
    networkPolicy: {
      enabled: 'boolean',
    },
    imagePullSecrets: 'readonly string[]',
    defaultResources: 'Resources',
    nativeNftables: 'boolean',
    resourceScope: 'string',
    platform: 'string',
  },
  env: 'StringMap',
  profile: 'string',
  platform: 'string',
  compatibilityVersion: 'string',
} as const;

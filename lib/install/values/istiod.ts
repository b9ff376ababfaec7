// Generated from the chart by `npm run helm-values`; not edited by hand.
import type { FreeForm, Resources, StringMap } from './value-types';

/** What Istio's Helm chart `istiod` knows; a name that is not here would be passed over in silence. */
export interface IstiodValues {
  readonly autoscaleEnabled?: boolean;
  readonly autoscaleMin?: number;
  readonly autoscaleMax?: number;
  readonly autoscaleBehavior?: FreeForm;
  readonly replicaCount?: number;
  readonly rollingMaxSurge?: number | string;
  readonly rollingMaxUnavailable?: number | string;
  readonly hub?: string;
  readonly tag?: string;
  readonly variant?: string;
  readonly image?: string;
  readonly traceSampling?: number;
  readonly resources?: Resources;
  readonly seccompProfile?: FreeForm;
  readonly cni?: {
    readonly enabled?: boolean;
    readonly provider?: string;
  };
  readonly extraContainerArgs?: readonly string[];
  readonly env?: StringMap;
  readonly envVarFrom?: readonly FreeForm[];
  readonly taint?: {
    readonly enabled?: boolean;
    readonly namespace?: string;
    readonly name?: string;
  };
  readonly affinity?: FreeForm;
  readonly tolerations?: readonly FreeForm[];
  readonly cpu?: {
    readonly targetAverageUtilization?: number;
  };
  readonly memory?: FreeForm;
  readonly volumeMounts?: readonly FreeForm[];
  readonly volumes?: readonly FreeForm[];
  readonly initContainers?: readonly FreeForm[];
  readonly nodeSelector?: StringMap;
  readonly podAnnotations?: StringMap;
  readonly serviceAnnotations?: StringMap;
  readonly serviceAccountAnnotations?: StringMap;
  readonly sidecarInjectorWebhookAnnotations?: StringMap;
  readonly topologySpreadConstraints?: readonly FreeForm[];
  readonly jwksResolverExtraRootCA?: string;
  readonly keepaliveMaxServerConnectionAge?: string;
  readonly deploymentLabels?: StringMap;
  readonly deploymentAnnotations?: StringMap;
  readonly configMap?: boolean;
  readonly podLabels?: StringMap;
  readonly ipFamilyPolicy?: string;
  readonly ipFamilies?: readonly string[];
  readonly trustedZtunnelNamespace?: string;
  readonly trustedZtunnelName?: string;
  readonly sidecarInjectorWebhook?: {
    readonly neverInjectSelector?: readonly FreeForm[];
    readonly alwaysInjectSelector?: readonly FreeForm[];
    readonly injectedAnnotations?: StringMap;
    readonly enableNamespacesByDefault?: boolean;
    readonly reinvocationPolicy?: string;
    readonly rewriteAppHTTPProbe?: boolean;
    readonly templates?: StringMap;
    readonly defaultTemplates?: readonly string[];
  };
  readonly istiodRemote?: {
    readonly enabled?: boolean;
    readonly enabledLocalInjectorIstiod?: boolean;
    readonly injectionURL?: string;
    readonly injectionPath?: string;
    readonly injectionCABundle?: string;
  };
  readonly telemetry?: {
    readonly enabled?: boolean;
    readonly v2?: {
      readonly enabled?: boolean;
      readonly prometheus?: {
        readonly enabled?: boolean;
      };
      readonly stackdriver?: {
        readonly enabled?: boolean;
      };
    };
  };
  readonly revision?: string;
  readonly revisionTags?: readonly string[];
  readonly ownerName?: string;
  readonly meshConfig?: FreeForm;
  readonly experimental?: {
    readonly stableValidationPolicy?: boolean;
  };
  readonly global?: {
    readonly istioNamespace?: string;
    readonly certSigners?: readonly string[];
    readonly defaultPodDisruptionBudget?: {
      readonly enabled?: boolean;
    };
    readonly defaultResources?: Resources;
    readonly hub?: string;
    readonly tag?: string;
    readonly variant?: string;
    readonly imagePullPolicy?: string;
    readonly imagePullSecrets?: readonly string[];
    readonly istiod?: {
      readonly enableAnalysis?: boolean;
    };
    readonly logAsJson?: boolean;
    readonly nativeNftables?: boolean;
    readonly logging?: {
      readonly level?: string;
    };
    readonly networkPolicy?: {
      readonly enabled?: boolean;
    };
    readonly omitSidecarInjectorConfigMap?: boolean;
    readonly resourceScope?: string;
    readonly operatorManageWebhooks?: boolean;
    readonly priorityClassName?: string;
    readonly proxy?: {
      readonly image?: string;
      readonly autoInject?: string;
      readonly clusterDomain?: string;
      readonly componentLogLevel?: string;
      readonly excludeInboundPorts?: string;
      readonly includeInboundPorts?: string;
      readonly includeIPRanges?: string;
      readonly excludeIPRanges?: string;
      readonly includeOutboundPorts?: string;
      readonly excludeOutboundPorts?: string;
      readonly logLevel?: string;
      readonly outlierLogPath?: string;
      readonly privileged?: boolean;
      readonly seccompProfile?: FreeForm;
      readonly readinessFailureThreshold?: number;
      readonly readinessInitialDelaySeconds?: number;
      readonly readinessPeriodSeconds?: number;
      readonly startupProbe?: {
        readonly enabled?: boolean;
        readonly failureThreshold?: number;
      };
      readonly resources?: Resources;
      readonly statusPort?: number;
      readonly tracer?: string;
    };
    readonly proxy_init?: {
      readonly image?: string;
      readonly forceApplyIptables?: boolean;
    };
    readonly remotePilotAddress?: string;
    readonly caAddress?: string;
    readonly externalIstiod?: boolean;
    readonly configCluster?: boolean;
    readonly configValidation?: boolean;
    readonly meshID?: string;
    readonly meshNetworks?: FreeForm;
    readonly mountMtlsCerts?: boolean;
    readonly multiCluster?: {
      readonly clusterName?: string;
    };
    readonly network?: string;
    readonly pilotCertProvider?: string;
    readonly sds?: {
      readonly token?: {
        readonly aud?: string;
      };
    };
    readonly sts?: {
      readonly servicePort?: number;
    };
    readonly caName?: string;
    readonly waypoint?: {
      readonly resources?: Resources;
      readonly affinity?: FreeForm;
      readonly topologySpreadConstraints?: readonly FreeForm[];
      readonly nodeSelector?: StringMap;
      readonly tolerations?: readonly FreeForm[];
    };
    readonly platform?: string;
    readonly podDNSSearchNamespaces?: readonly string[];
  };
  readonly base?: {
    readonly enableIstioConfigCRDs?: boolean;
    readonly validationFailurePolicy?: string;
  };
  readonly gateways?: {
    readonly securityContext?: FreeForm;
    readonly seccompProfile?: FreeForm;
  };
  readonly gatewayClasses?: FreeForm;
  readonly pdb?: {
    readonly minAvailable?: number | string;
    readonly unhealthyPodEvictionPolicy?: string;
    readonly maxUnavailable?: number | string;
  };
  readonly profile?: string;
  readonly platform?: string;
  readonly compatibilityVersion?: string;
}

/** The same names and types for who writes values without types. */
export const istiodNames = {
  autoscaleEnabled: 'boolean',
  autoscaleMin: 'number',
  autoscaleMax: 'number',
  autoscaleBehavior: 'FreeForm',
  replicaCount: 'number',
  rollingMaxSurge: 'number | string',
  rollingMaxUnavailable: 'number | string',
  hub: 'string',
  tag: 'string',
  variant: 'string',
  image: 'string',
  traceSampling: 'number',
  resources: 'Resources',
  seccompProfile: 'FreeForm',
  cni: {
    enabled: 'boolean',
    provider: 'string',
  },
  extraContainerArgs: 'readonly string[]',
  env: 'StringMap',
  envVarFrom: 'readonly FreeForm[]',
  taint: {
    enabled: 'boolean',
    namespace: 'string',
    name: 'string',
  },
  affinity: 'FreeForm',
  tolerations: 'readonly FreeForm[]',
  cpu: {
    targetAverageUtilization: 'number',
  },
  memory: 'FreeForm',
  volumeMounts: 'readonly FreeForm[]',
  volumes: 'readonly FreeForm[]',
  initContainers: 'readonly FreeForm[]',
  nodeSelector: 'StringMap',
  podAnnotations: 'StringMap',
  serviceAnnotations: 'StringMap',
  serviceAccountAnnotations: 'StringMap',
  sidecarInjectorWebhookAnnotations: 'StringMap',
  topologySpreadConstraints: 'readonly FreeForm[]',
  jwksResolverExtraRootCA: 'string',
  keepaliveMaxServerConnectionAge: 'string',
  deploymentLabels: 'StringMap',
  deploymentAnnotations: 'StringMap',
  configMap: 'boolean',
  podLabels: 'StringMap',
  ipFamilyPolicy: 'string',
  ipFamilies: 'readonly string[]',
  trustedZtunnelNamespace: 'string',
  trustedZtunnelName: 'string',
  sidecarInjectorWebhook: {
    neverInjectSelector: 'readonly FreeForm[]',
    alwaysInjectSelector: 'readonly FreeForm[]',
    injectedAnnotations: 'StringMap',
    enableNamespacesByDefault: 'boolean',
    reinvocationPolicy: 'string',
    rewriteAppHTTPProbe: 'boolean',
    templates: 'StringMap',
    defaultTemplates: 'readonly string[]',
  },
  istiodRemote: {
    enabled: 'boolean',
    enabledLocalInjectorIstiod: 'boolean',
    injectionURL: 'string',
    injectionPath: 'string',
    injectionCABundle: 'string',
  },
  telemetry: {
    enabled: 'boolean',
    v2: {
      enabled: 'boolean',
      prometheus: {
        enabled: 'boolean',
      },
      stackdriver: {
        enabled: 'boolean',
      },
    },
  },
  revision: 'string',
  revisionTags: 'readonly string[]',
  ownerName: 'string',
  meshConfig: 'FreeForm',
  experimental: {
    stableValidationPolicy: 'boolean',
  },
  global: {
    istioNamespace: 'string',
    certSigners: 'readonly string[]',
    defaultPodDisruptionBudget: {
      enabled: 'boolean',
    },
    defaultResources: 'Resources',
    hub: 'string',
    tag: 'string',
    variant: 'string',
    imagePullPolicy: 'string',
    imagePullSecrets: 'readonly string[]',
    istiod: {
      enableAnalysis: 'boolean',
    },
    logAsJson: 'boolean',
    nativeNftables: 'boolean',
    logging: {
      level: 'string',
    },
    networkPolicy: {
      enabled: 'boolean',
    },
    omitSidecarInjectorConfigMap: 'boolean',
    resourceScope: 'string',
    operatorManageWebhooks: 'boolean',
    priorityClassName: 'string',
    proxy: {
      image: 'string',
      autoInject: 'string',
      clusterDomain: 'string',
      componentLogLevel: 'string',
      excludeInboundPorts: 'string',
      includeInboundPorts: 'string',
      includeIPRanges: 'string',
      excludeIPRanges: 'string',
      includeOutboundPorts: 'string',
      excludeOutboundPorts: 'string',
      logLevel: 'string',
      outlierLogPath: 'string',
      privileged: 'boolean',
      seccompProfile: 'FreeForm',
      readinessFailureThreshold: 'number',
      readinessInitialDelaySeconds: 'number',
      readinessPeriodSeconds: 'number',
      startupProbe: {
        enabled: 'boolean',
        failureThreshold: 'number',
      },
      resources: 'Resources',
      statusPort: 'number',
      tracer: 'string',
    },
    proxy_init: {
      image: 'string',
      forceApplyIptables: 'boolean',
    },
    remotePilotAddress: 'string',
    caAddress: 'string',
    externalIstiod: 'boolean',
    configCluster: 'boolean',
    configValidation: 'boolean',
    meshID: 'string',
    meshNetworks: 'FreeForm',
    mountMtlsCerts: 'boolean',
    multiCluster: {
      clusterName: 'string',
    },
    network: 'string',
    pilotCertProvider: 'string',
    sds: {
      token: {
        aud: 'string',
      },
    },
    sts: {
      servicePort: 'number',
    },
    caName: 'string',
    waypoint: {
      resources: 'Resources',
      affinity: 'FreeForm',
      topologySpreadConstraints: 'readonly FreeForm[]',
      nodeSelector: 'StringMap',
      tolerations: 'readonly FreeForm[]',
    },
    platform: 'string',
    podDNSSearchNamespaces: 'readonly string[]',
  },
  base: {
    enableIstioConfigCRDs: 'boolean',
    validationFailurePolicy: 'string',
  },
  gateways: {
    securityContext: 'FreeForm',
    seccompProfile: 'FreeForm',
  },
  gatewayClasses: 'FreeForm',
  pdb: {
    minAvailable: 'number | string',
    unhealthyPodEvictionPolicy: 'string',
    maxUnavailable: 'number | string',
  },
  profile: 'string',
  platform: 'string',
  compatibilityVersion: 'string',
} as const;

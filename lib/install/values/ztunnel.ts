// Generated from the chart by `npm run helm-values`; not edited by hand.
import type { FreeForm, Resources, StringMap } from './value-types';

/** What Istio's Helm chart `ztunnel` knows; a name that is not here would be passed over in silence. */
export interface ZtunnelValues {
  readonly hub?: string;
  readonly tag?: string;
  readonly variant?: string;
  readonly image?: string;
  readonly network?: string;
  readonly global?: {
    readonly networkPolicy?: {
      readonly enabled?: boolean;
    };
    readonly platform?: string;
  };
  readonly resourceName?: string;
  readonly labels?: StringMap;
  readonly annotations?: StringMap;
  readonly volumeMounts?: readonly FreeForm[];
  readonly volumes?: readonly FreeForm[];
  readonly tolerations?: readonly FreeForm[];
  readonly podAnnotations?: StringMap;
  readonly podLabels?: StringMap;
  readonly resources?: Resources;
  readonly resourceQuotas?: {
    readonly enabled?: boolean;
    readonly pods?: number;
  };
  readonly peerCaCrl?: {
    readonly enabled?: boolean;
  };
  readonly imagePullSecrets?: readonly string[];
  readonly env?: StringMap;
  readonly imagePullPolicy?: string;
  readonly multiCluster?: {
    readonly clusterName?: string;
  };
  readonly meshConfig?: FreeForm;
  readonly terminationGracePeriodSeconds?: number;
  readonly revision?: string;
  readonly caAddress?: string;
  readonly xdsAddress?: string;
  readonly istioNamespace?: string;
  readonly logLevel?: string;
  readonly logAsJson?: boolean;
  readonly seLinuxOptions?: FreeForm;
  readonly resourceScope?: string;
  readonly updateStrategy?: FreeForm;
  readonly dnsPolicy?: string;
  readonly dnsConfig?: FreeForm;
  readonly profile?: string;
  readonly platform?: string;
  readonly compatibilityVersion?: string;
}

/** The same names and types for who writes values without types. */
export const ztunnelNames = {
  hub: 'string',
  tag: 'string',
  variant: 'string',
  image: 'string',
  network: 'string',
  global: {
    networkPolicy: {
      enabled: 'boolean',
    },
    platform: 'string',
  },
  resourceName: 'string',
  labels: 'StringMap',
  annotations: 'StringMap',
  volumeMounts: 'readonly FreeForm[]',
  volumes: 'readonly FreeForm[]',
  tolerations: 'readonly FreeForm[]',
  podAnnotations: 'StringMap',
  podLabels: 'StringMap',
  resources: 'Resources',
  resourceQuotas: {
    enabled: 'boolean',
    pods: 'number',
  },
  peerCaCrl: {
    enabled: 'boolean',
  },
  imagePullSecrets: 'readonly string[]',
  env: 'StringMap',
  imagePullPolicy: 'string',
  multiCluster: {
    clusterName: 'string',
  },
  meshConfig: 'FreeForm',
  terminationGracePeriodSeconds: 'number',
  revision: 'string',
  caAddress: 'string',
  xdsAddress: 'string',
  istioNamespace: 'string',
  logLevel: 'string',
  logAsJson: 'boolean',
  seLinuxOptions: 'FreeForm',
  resourceScope: 'string',
  updateStrategy: 'FreeForm',
  dnsPolicy: 'string',
  dnsConfig: 'FreeForm',
  profile: 'string',
  platform: 'string',
  compatibilityVersion: 'string',
} as const;

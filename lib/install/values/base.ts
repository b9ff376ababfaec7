// Generated from the chart by `npm run helm-values`; not edited by hand.
/** What Istio's Helm chart `base` knows; a name that is not here would be passed over in silence. */
export interface BaseValues {
  readonly global?: {
    readonly imagePullSecrets?: readonly string[];
    readonly istioNamespace?: string;
    readonly resourceScope?: string;
    readonly enableReaderRBAC?: boolean;
  };
  readonly base?: {
    readonly excludedCRDs?: readonly string[];
    readonly enableCRDTemplates?: boolean;
    readonly validationURL?: string;
    readonly validationCABundle?: string;
    readonly enableIstioConfigCRDs?: boolean;
  };
  readonly defaultRevision?: string;
  readonly experimental?: {
    readonly stableValidationPolicy?: boolean;
  };
  readonly profile?: string;
  readonly platform?: string;
  readonly compatibilityVersion?: string;
}

/** The same names and types for who writes values without types. */
export const baseNames = {
  global: {
    imagePullSecrets: 'readonly string[]',
    istioNamespace: 'string',
    resourceScope: 'string',
    enableReaderRBAC: 'boolean',
  },
  base: {
    excludedCRDs: 'readonly string[]',
    enableCRDTemplates: 'boolean',
    validationURL: 'string',
    validationCABundle: 'string',
    enableIstioConfigCRDs: 'boolean',
  },
  defaultRevision: 'string',
  experimental: {
    stableValidationPolicy: 'boolean',
  },
  profile: 'string',
  platform: 'string',
  compatibilityVersion: 'string',
} as const;

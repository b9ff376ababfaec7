export { ManifestValidation, type ManifestValidationOptions } from './analysis/cdk8s-plugin';
export { ConfigError, type ConfigErrorParts } from './diagnostics/error';
export type { Finding, FindingLevel, ObjectRef, Refuser } from './diagnostics/finding';
export * from './istio';
export { ownedBy } from './kubernetes/ownership-label';
export { type AddonImages, IstioRelease, type IstioVersion } from './release/istio-release';

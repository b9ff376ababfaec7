export type { Finding, FindingLevel, ObjectRef, Refuser } from '../diagnostics/finding';
export type { RuleName } from './catalogue';
export { ManifestValidation, type ManifestValidationOptions } from './cdk8s-plugin';
export { Findings, type FindingsOptions } from './findings';

import { everyKind, rules } from './rule';

/** What a document or one object is by itself. */
export const documentRules = rules({
  'not-yaml': {
    levels: ['error'],
    on: [],
    says: 'The document is not YAML: kubectl refuses the file, and nothing of the document is applied.',
    instead: 'mend the text at the line that is named',
  },
  'key-twice': {
    levels: ['warning'],
    on: [],
    says: 'A key is written twice in one place: kubectl takes the later value without a word, and other programs refuse the file.',
    instead: 'keep one of the two',
  },
  'no-object': {
    levels: ['error', 'info'],
    on: [],
    says: 'The document is YAML but no Kubernetes object: kubectl refuses it.',
    instead: 'write apiVersion, kind and metadata.name, or keep data such as Helm values out of the folder',
  },
  'object-twice': {
    levels: ['error', 'warning'],
    on: everyKind,
    says: 'Two objects of one kind, namespace and name say different things: the last that is applied overwrites the first.',
    instead: 'write it once, or give one of the two another name or namespace',
  },
  schema: {
    levels: ['error', 'warning', 'info'],
    codes: ['IST0106', 'IST0133', 'IST0101'],
    on: everyKind,
    says: 'The API server or istiod refuses the object: it never reaches a proxy.',
    instead: 'write the field as its kind describes it',
  },
  'unknown-field': {
    levels: ['error', 'warning'],
    codes: ['IST0106', 'IST0133'],
    on: everyKind,
    says: 'The kind has no such field: the API server refuses it, or drops it without a word.',
    instead: 'write the name of a field that the kind has',
  },
  'deprecated-field': {
    levels: ['warning'],
    codes: ['IST0002', 'IST0133'],
    on: ['VirtualService', 'DestinationRule', 'Sidecar', 'Telemetry', 'CustomResourceDefinition'],
    says: 'The field still works but is to go; a later Istio may ignore it.',
    instead: 'write the field that replaces it',
  },
  'regex-invalid': {
    levels: ['error'],
    codes: ['IST0106', 'IST0133'],
    on: ['VirtualService', 'EnvoyFilter'],
    says: "RE2 can't compile the expression: istiod refuses the object, or the proxy the whole route configuration.",
    instead: 'write an expression of RE2, without lookarounds and back references',
  },
  'negative-condition': {
    levels: ['warning'],
    codes: ['IST0171'],
    on: ['HTTPRoute'],
    says: 'The cluster itself says in the status of the object that it was not accepted or does not work.',
    instead: 'read the message of the condition and mend what it names',
  },
  'suppression-unused': {
    levels: ['warning'],
    on: [],
    says: 'A suppression meets no finding: what it excused is mended, or the name of the rule is misspelt.',
    instead: 'delete the suppression',
  },
  'suppression-without-reason': {
    levels: ['error'],
    on: [],
    says: 'A suppression gives no reason, or names no rule: it is refused, and suppresses nothing.',
    instead: 'write \'cdk8s-istio/ignore: "<rule>: <why that is right here>"\'',
  },
});

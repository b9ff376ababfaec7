import type { Change } from './specimens';

const crd = 'CustomResourceDefinition widgets.example.com';
const schema = 'spec.versions.0.schema.openAPIV3Schema';
const told = 'spec.versions[0].schema.openAPIV3Schema';
/** The specimen's CRD with another schema of `spec.size`. */
const sized = (size: object) => ({ [`${schema}.properties.spec.properties.size`]: size });
const size = `${told}.properties[spec].properties[size]`;
/** The same with a rule on `spec`. */
const ruled = (rule: object) => ({ [`${schema}.properties.spec.x-kubernetes-validations`]: [rule] });
const rule = (field: string) => `${told}.properties[spec][x-kubernetes-validations][0].${field}`;
/** A rule of the whole object. */
const ofAll = (given: object) => ({ [`${schema}.x-kubernetes-validations`]: [given] });
const ofAllTold = `${told}[x-kubernetes-validations][0].rule`;
const keyed = (items: object, ...keys: string[]) =>
  sized({ type: 'array', 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': keys, items });
const either = [{ type: 'integer' }, { type: 'string' }];
const preserved = { 'x-kubernetes-preserve-unknown-fields': true };
const approved = 'https://github.com/example/pull/1';

/** The same as for the other kinds, of CRDs: their names and versions, schemas and rules. */
export const crdChanges: readonly Change[] = [
  // CRDs: their names and versions.
  [crd, { 'metadata.generateName': 'w-' }, 'metadata.generateName'],
  [crd, { 'metadata.name': 'gadgets.example.com' }, 'metadata.name'],
  [crd, { 'spec.names.kind': 'Wid_get' }, 'spec.names.kind'],
  [crd, { 'spec.names.listKind': 'Widget' }, 'spec.names.listKind'],
  [crd, { 'spec.names.shortNames': ['W'] }, 'spec.names.shortNames[0]'],
  [crd, { 'spec.scope': 'namespaced' }, 'spec.scope'],
  [crd, { 'spec.group': 'example', 'metadata.name': 'widgets.example' }, 'spec.group'],
  [crd, { 'spec.group': 'x-k8s.io', 'metadata.name': 'widgets.x-k8s.io', 'metadata.annotations': {} }],
  [
    crd,
    { 'spec.group': 'a.k8s.io', 'metadata.name': 'widgets.a.k8s.io' },
    'metadata.annotations[api-approved.kubernetes.io]',
  ],
  [
    crd,
    {
      'spec.group': 'a.k8s.io',
      'metadata.name': 'widgets.a.k8s.io',
      'metadata.annotations': { 'api-approved.kubernetes.io': approved },
    },
  ],
  [crd, { 'spec.versions.0.storage': false }, 'spec.versions'],
  [crd, { 'spec.versions.0.name': 'V1' }, 'spec.versions[0].name'],
  [crd, { 'spec.versions.0.deprecationWarning': 'old' }, 'spec.versions[0].deprecationWarning'],
  [crd, { 'spec.versions.0.schema': undefined }, `${told}`],
  [crd, { 'spec.preserveUnknownFields': true }, 'spec.preserveUnknownFields'],
  [
    crd,
    { 'spec.versions.0.additionalPrinterColumns': [{ name: 'Size', type: 'int', jsonPath: '.spec.size' }] },
    'spec.versions[0].additionalPrinterColumns[0].type',
  ],
  [
    crd,
    {
      'spec.versions.0.subresources': {
        scale: { specReplicasPath: '.size', statusReplicasPath: '.status.a' },
      },
    },
    'spec.versions[0].subresources.scale.specReplicasPath',
  ],
  [crd, { 'spec.versions.0.selectableFields': [{ jsonPath: '.spec.size' }] }],
  [
    crd,
    { 'spec.versions.0.selectableFields': [{ jsonPath: '.spec.parts' }] },
    'spec.versions[0].selectableFields[0].jsonPath',
  ],
  [crd, { 'spec.conversion': { strategy: 'Webhook' } }, 'spec.conversion.webhook.clientConfig'],
  // Their schemas: each value is of one type, and nothing is said of it twice.
  [crd, { [`${schema}.type`]: undefined }, `${told}.type`],
  [crd, { [`${schema}.nullable`]: true }, `${told}.nullable`],
  [crd, { [`${schema}.properties.metadata`]: { type: 'object', properties: { name: { type: 'string' } } } }],
  [
    crd,
    { [`${schema}.properties.metadata`]: { type: 'object', properties: { labels: { type: 'object' } } } },
    `${told}.properties[metadata]`,
  ],
  [crd, sized(preserved)],
  [crd, sized({ description: 'how many' }), `${size}.type`],
  [crd, sized({ type: 'int' }), `${size}.type`],
  [crd, sized({ type: 'array' }), `${size}.items`],
  [crd, sized({ type: 'array', items: {} }), `${size}.items.type`],
  [crd, sized({ type: 'array', items: { type: 'string', minLength: '1' } }), `${size}.items.minLength`],
  [
    crd,
    sized({ type: 'object', additionalProperties: { type: 'text' } }),
    `${size}.additionalProperties.type`,
  ],
  [crd, sized({ type: 'object', additionalProperties: false })],
  [
    crd,
    sized({
      type: 'object',
      additionalProperties: { type: 'string' },
      properties: { a: { type: 'string' } },
    }),
    `${size}.additionalProperties`,
  ],
  [crd, sized({ $ref: '#/definitions/a', ...preserved }), `${size}.$ref`],
  [crd, sized({ type: 'array', uniqueItems: true, items: { type: 'string' } }), `${size}.uniqueItems`],
  [crd, sized({ type: 'string', pattern: '^(?!a)' }), `${size}.pattern`],
  [crd, sized({ type: 'string', pattern: 'a{1001}' }), `${size}.pattern`],
  [crd, sized({ type: 'string', pattern: '(?i)[a]]' })],
  [crd, sized({ type: 'integer', anyOf: either })],
  [crd, sized({ type: 'integer', oneOf: either }), `${size}.oneOf[0].type`],
  [crd, sized({ type: 'object', anyOf: [{ properties: { a: { minLength: 1 } } }] })],
  [crd, sized({ type: 'object', not: { properties: { metadata: {} } } }), `${size}.not.properties[metadata]`],
  [crd, { [`${schema}.oneOf`]: [{ properties: { status: {} } }] }, `${told}.oneOf[0].properties[status]`],
  [crd, sized({ type: 'object', 'x-kubernetes-embedded-resource': true }), `${size}.properties`],
  [crd, sized({ type: 'integer', default: '3' }), `${size}.default`],
  [crd, sized({ type: 'integer', minimum: 5, default: 3 }), `${size}.default`],
  [
    crd,
    sized({ type: 'array', items: { type: 'string', 'x-kubernetes-validations': [{ rule: 1 }] } }),
    `${size}.items[x-kubernetes-validations][0].rule`,
  ],
  [
    crd,
    keyed({ type: 'object', required: 'a', properties: { a: { type: 'string' } } }, 'a'),
    `${size}[x-kubernetes-list-map-keys][0]`,
  ],
  [crd, sized({ type: 'object', default: { a: 1 } }), `${size}.default.a`],
  [crd, sized({ 'x-kubernetes-int-or-string': true, default: 1.5 })],
  [crd, keyed({ type: 'object', required: ['a'], properties: { a: { type: 'string' } } }, 'a')],
  [
    crd,
    keyed({ type: 'object', properties: { a: { type: 'string' } } }, 'a'),
    `${size}[x-kubernetes-list-map-keys][0]`,
  ],
  [crd, keyed({ type: 'string' }), `${size}[x-kubernetes-list-map-keys]`],
  [
    crd,
    sized({ type: 'array', 'x-kubernetes-list-type': 'set', items: { type: 'object' } }),
    `${size}.items[x-kubernetes-map-type]`,
  ],
  [crd, sized({ type: 'object', 'x-kubernetes-list-type': 'set' }), `${size}.type`],
  // Their rules in CEL.
  // Rules ask along paths: of fields, of entries of lists and maps, and of what macros go through.
  [crd, ruled({ rule: 'self.parts[0].name == ""' }), rule('rule')],
  [crd, ruled({ rule: 'self.parts.all(p, p.name == "")' }), rule('rule')],
  [crd, ruled({ rule: 'self.labels.all(k, self.labels[k] != "")' })],
  [crd, ruled({ rule: 'self.labels.team.size() > 0 && self.labels["a"] == "b"' })],
  [crd, ruled({ rule: 'self.labels.team.name == ""' }), rule('rule')],
  [crd, ruled({ rule: 'self.port.anything == 1 && self.port == "http"' })],
  [crd, ruled({ rule: 'self.size' }), rule('rule')],
  [crd, ruled({ rule: 'self.size == "1"' }), rule('rule')],
  [crd, ruled({ rule: 'self.size == 1.0' }), rule('rule')],
  [crd, ruled({ rule: 'self.size > 1.5 || -1 < self.size' })],
  [crd, ruled({ rule: 'self.size != null' }), rule('rule')],
  [crd, ruled({ rule: 'self.parts == null' }), rule('rule')],
  [crd, ruled({ rule: '"a" in self.parts == true && self == null' })],
  [crd, ofAll({ rule: 'self.metadata.name.startsWith("a") && self.spec.size > 1' })],
  [crd, ofAll({ rule: 'has(self.metadata.labels)' }), ofAllTold],
  [crd, ofAll({ rule: 'self.spec.siez > 1' }), ofAllTold],
  [crd, ruled({ rule: 'self.size > 1 && has(self.labels)' })],
  [crd, ruled({ rule: 'self.size > ' }), rule('rule')],
  [crd, ruled({ rule: 'self.sice > 1' }), rule('rule')],
  [crd, ruled({ rule: 'size > 1' }), rule('rule')],
  [crd, ruled({ rule: "'a'" }), rule('rule')],
  [crd, ruled({ rule: 'true', messageExpression: 'self.name' }), rule('messageExpression')],
  [crd, ruled({ rule: 'true', message: 'a\nb' }), rule('message')],
  [crd, ruled({ rule: 'self.size >\n1' }), rule('message')],
  [crd, ruled({ rule: 'true', fieldPath: 'size' }), rule('fieldPath')],
  [crd, ruled({ rule: 'true', fieldPath: '.size' })],
  [crd, ruled({ rule: 'true', optionalOldSelf: true }), rule('optionalOldSelf')],
  [crd, ruled({ rule: 'oldSelf.optMap(old, old.size <= self.size).orValue(true)', optionalOldSelf: true })],
  [crd, sized({ ...preserved, 'x-kubernetes-validations': [{ rule: 'true' }] }), `${size}.type`],
  [
    crd,
    sized({ type: 'integer', 'x-kubernetes-validations': [{ rule: 'self.size > 1' }] }),
    `${size}[x-kubernetes-validations][0].rule`,
  ],
  [
    crd,
    sized({
      type: 'object',
      properties: { namespace: { type: 'string' }, 'a-b': { type: 'string' } },
      'x-kubernetes-validations': [{ rule: 'self.namespace == self.__namespace__ && self.a__dash__b != ""' }],
    }),
  ],
];

import type { SchemaRef, StoredSchema } from '../../../lib/validation/schema/stored-schema';
import type { OpenApiSchema } from './compact';

/** A document of an API server's `/openapi/v3`, as far as the import reads it. */
export interface OpenApiDocument {
  readonly components: { readonly schemas: Readonly<Record<string, OpenApiSchema>> };
  readonly paths: Readonly<Record<string, unknown>>;
}

/** Schemas that many kinds share have a file of their own, by the last part of their name. */
export const ownFile: ReadonlySet<string> = new Set(['JSONSchemaProps', 'ObjectMeta', 'PodSpec']);

/** A schema that says nothing of what it holds: it is taken as it is. */
const open: ReadonlySet<string> = new Set(['FieldsV1']);

/** A type without fields: it takes none. */
const empty: ReadonlySet<string> = new Set(['CustomResourceSubresourceStatus']);

/** Fields that the document requires, and that the server fills in or takes as empty. */
const unasked: Readonly<Record<string, readonly string[]>> = {
  ContainerRestartRule: ['action'],
  ContainerRestartRuleOnExitCodes: ['operator'],
  CustomResourceDefinitionVersion: ['served'],
  EndpointSlice: ['endpoints'],
  FileKeySelector: ['key', 'path', 'volumeName'],
  ForZone: ['name'],
  HTTPHeader: ['value'],
  LabelSelectorRequirement: ['key', 'operator'],
  LimitRangeSpec: ['limits'],
  OwnerReference: ['apiVersion', 'kind', 'name', 'uid'],
  PodCertificateProjection: ['keyType', 'signerName'],
  PodFailurePolicy: ['rules'],
  PodFailurePolicyOnPodConditionsPattern: ['status'],
  PreferredSchedulingTerm: ['preference'],
  RoleRef: ['apiGroup'],
  Sysctl: ['value'],
  TypedLocalObjectReference: ['kind', 'name'],
  TypedObjectReference: ['kind', 'name'],
};

/** Fields of features that servers have switched off: any value of their type is decoded, and dropped. */
const dropped: Readonly<Record<string, readonly string[]>> = {
  ImageVolumeSource: ['pullPolicy'],
  Lifecycle: ['stopSignal'],
};

/** The formats that decide whether the server can decode a value. */
const decoded: ReadonlySet<unknown> = new Set(['int32', 'int64', 'date-time']);

const kept = ['type', 'required', 'enum'] as const;

/**
 * The schema of one of Kubernetes' own types. Its server decodes into Go structs: defaults, list types and
 * patterns of the document are not what it checks with, so they are left out.
 */
export function ofComponent(document: OpenApiDocument, name: string): StoredSchema {
  const last = name.slice(name.lastIndexOf('.') + 1);
  if (open.has(last)) return { type: 'object', preserve: true };
  if (empty.has(last)) return { type: 'object' };
  if (last === 'Quantity') return { format: 'quantity' };
  const schema = document.components.schemas[name];
  if (schema === undefined) throw new Error(`the OpenAPI document has no ${name}`);
  const whole = ofSchema(document, schema);
  const unread = (dropped[last] ?? []).map((field) => [field, { type: schema.properties?.[field]?.type }]);
  const made = (
    unread.length === 0
      ? whole
      : { ...whole, properties: { ...whole.properties, ...Object.fromEntries(unread) } }
  ) as StoredSchema;
  const filledIn = unasked[last];
  if (filledIn === undefined || made.required === undefined) return made;
  return { ...made, required: made.required.filter((field) => !filledIn.includes(field)) };
}

function ofSchema(document: OpenApiDocument, schema: OpenApiSchema): StoredSchema {
  const [only] = (schema.allOf as readonly OpenApiSchema[] | undefined) ?? [];
  const ref = (schema.$ref ?? only?.$ref) as string | undefined;
  if (ref !== undefined) return ofRef(document, ref) as StoredSchema;
  if (schema.format === 'int-or-string') return { intOrString: true, format: 'int32' };
  const node: Record<string, unknown> = {};
  for (const keyword of kept) if (schema[keyword] !== undefined) node[keyword] = schema[keyword];
  // An empty text is what a Go struct holds where nothing was said.
  if (node.enum !== undefined) node.enum = [...new Set(['', ...(node.enum as string[])])];
  if (schema.format === 'byte') return { format: 'bytes' };
  if (decoded.has(schema.format)) node.format = schema.format;
  if (schema.properties !== undefined) {
    node.properties = Object.fromEntries(
      Object.entries(schema.properties).map(([property, inner]) => [property, ofSchema(document, inner)]),
    );
  }
  for (const keyword of ['items', 'additionalProperties'] as const) {
    const inner = schema[keyword];
    if (typeof inner === 'object') node[keyword] = ofSchema(document, inner as OpenApiSchema);
  }
  // An object without a word about its fields: raw JSON.
  if (node.type === 'object' && !node.properties && !node.additionalProperties) node.preserve = true;
  return node as StoredSchema;
}

function ofRef(document: OpenApiDocument, ref: string): SchemaRef {
  const name = ref.slice(ref.lastIndexOf('/') + 1);
  const last = name.slice(name.lastIndexOf('.') + 1);
  return ownFile.has(last) ? last : ofComponent(document, name);
}

/** The name of the component that a kind is, such as `io.k8s.api.apps.v1.Deployment`. */
export function componentOf(document: OpenApiDocument, group: string, version: string, kind: string): string {
  const found = Object.entries(document.components.schemas).find(([, schema]) =>
    (schema['x-kubernetes-group-version-kind'] as GroupVersionKind[] | undefined)?.some(
      (own) => own.group === group && own.version === version && own.kind === kind,
    ),
  );
  if (found === undefined) throw new Error(`the OpenAPI document has no kind ${group}/${version} ${kind}`);
  return found[0];
}

interface GroupVersionKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** Whether objects of the kind have a namespace, by the paths under which the server serves them. */
export function scopeOf(document: OpenApiDocument, plural: string): 'Cluster' | 'Namespaced' {
  const namespaced = new RegExp(`/namespaces/\\{namespace\\}/${plural}$`);
  return Object.keys(document.paths).some((path) => namespaced.test(path)) ? 'Namespaced' : 'Cluster';
}

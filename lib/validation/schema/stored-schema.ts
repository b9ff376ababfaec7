/**
 * A schema where it is used: by its number among the file's shared ones, by the name of a file of Kubernetes' own
 * types, or in place.
 */
export type SchemaRef = number | string | StoredSchema;

/** A CEL rule of a schema: its name in the generated rules, and what the CRD says where it does not hold. */
export type StoredRule = readonly [name: string, message: string];

/** What of an OpenAPI schema decides whether the API server takes a value, as the files of `schemas/` hold it. */
export interface StoredSchema {
  readonly type?: 'array' | 'boolean' | 'integer' | 'number' | 'object' | 'string';
  readonly properties?: Readonly<Record<string, SchemaRef>>;
  readonly additionalProperties?: SchemaRef | true;
  readonly items?: SchemaRef;
  readonly required?: readonly string[];
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: boolean;
  readonly exclusiveMaximum?: boolean;
  readonly multipleOf?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly nullable?: boolean;
  readonly default?: unknown;
  readonly allOf?: readonly SchemaRef[];
  readonly anyOf?: readonly SchemaRef[];
  readonly oneOf?: readonly SchemaRef[];
  readonly not?: SchemaRef;
  /** A number or a text: `x-kubernetes-int-or-string`. */
  readonly intOrString?: true;
  /** Fields that the schema does not know are kept: `x-kubernetes-preserve-unknown-fields`. */
  readonly preserve?: true;
  /** Of the value only its fields are looked at: a status, which the API server drops from what a user creates. */
  readonly fieldsOnly?: true;
  readonly listType?: 'map' | 'set';
  readonly listMapKeys?: readonly string[];
  readonly rules?: readonly StoredRule[];
}

/** A file of `schemas/`: what a kind looks like in one release, and until a later release has a file of its own. */
export interface StoredKind {
  readonly group: string;
  readonly scope: 'Cluster' | 'Namespaced';
  /** The served versions. */
  readonly versions: Readonly<Record<string, SchemaRef>>;
  /** Versions that an API server still serves and warns of. */
  readonly deprecated?: readonly string[];
  readonly shared: readonly StoredSchema[];
}

/** The releases of a product, oldest first, and for each kind the ones that changed it. */
export interface StoredProduct {
  readonly releases: readonly string[];
  readonly kinds: Readonly<Record<string, { readonly group: string; readonly changedIn: readonly string[] }>>;
}

/** `schemas/index.json`: what there is, small enough to be read each time. */
export interface SchemaIndex {
  readonly istio: StoredProduct;
  readonly 'gateway-api': StoredProduct;
  readonly kubernetes: StoredProduct;
}

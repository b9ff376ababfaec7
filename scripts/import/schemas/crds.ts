import { parseAllDocuments } from 'yaml';
import type { StoredKind, StoredSchema } from '../../../lib/validation/schema/stored-schema';
import { compact, type OpenApiSchema, type RuleUse } from './compact';
import { keeping } from './keeping';
import { share } from './share';

interface CrdManifest {
  readonly kind?: string;
  readonly spec: {
    readonly group: string;
    readonly scope: 'Cluster' | 'Namespaced';
    readonly names: { readonly kind: string };
    readonly versions: readonly {
      readonly name: string;
      readonly served: boolean;
      readonly deprecated?: boolean;
      readonly schema: { readonly openAPIV3Schema: OpenApiSchema };
      readonly subresources?: { readonly status?: unknown };
    }[];
  };
}

/** The kinds that a file of CRDs defines, by name, and the rules that they hold. */
export function kindsOfCrds(text: string, rules: Map<string, RuleUse>): Map<string, StoredKind> {
  const kinds = new Map<string, StoredKind>();
  for (const document of parseAllDocuments(text)) {
    const manifest = document.toJS() as CrdManifest | null;
    if (manifest?.kind !== 'CustomResourceDefinition') continue;
    const { group, names, scope, versions } = manifest.spec;
    const served = versions.filter((version) => version.served);
    const roots = served.map(({ name, schema, subresources }) => {
      const { properties: { status, ...properties } = {}, ...root } = schema.openAPIV3Schema;
      const isDropped = status !== undefined && subresources?.status !== undefined;
      const own = isDropped || status === undefined ? properties : { ...properties, status };
      return [name, wholeObject(compact({ ...root, properties: own }, rules), isDropped && fieldsOf(status))];
    });
    const shared = share(Object.fromEntries(roots));
    const deprecated = served.filter((version) => version.deprecated).map(({ name }) => name);
    kinds.set(names.kind, {
      group,
      scope,
      versions: shared.roots,
      ...(deprecated.length > 0 && { deprecated }),
      shared: shared.shared,
    });
  }
  return kinds;
}

/** A status that only the cluster writes: the API server drops it from what a user creates, and looks at its fields. */
function fieldsOf(status: OpenApiSchema): StoredSchema {
  const fields = ['properties', 'additionalProperties', 'items', 'preserve'] as const;
  return { fieldsOnly: true, ...keeping(fields, compact(status, new Map())) };
}

/** A whole object: what every object has is Kubernetes' to say. */
function wholeObject(schema: StoredSchema, status: StoredSchema | false): StoredSchema {
  return {
    ...schema,
    properties: {
      ...(status && { status }),
      ...schema.properties,
      apiVersion: { type: 'string' },
      kind: { type: 'string' },
      metadata: 'ObjectMeta',
    },
  };
}

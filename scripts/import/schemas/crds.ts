import { parseAllDocuments } from 'yaml';
import type { StoredKind, StoredSchema } from '../../../lib/validation/schema/stored-schema';
import { compact, type OpenApiSchema, type RuleUse } from './compact';
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
      const own = subresources?.status === undefined && status ? { ...properties, status } : properties;
      return [name, wholeObject(compact({ ...root, properties: own }, rules), status !== undefined)];
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

/**
 * A whole object: what every object has is Kubernetes' to say, and a status that only the cluster writes may be
 * anything, as the API server drops it from what a user creates.
 */
function wholeObject(schema: StoredSchema, status: boolean): StoredSchema {
  return {
    ...schema,
    properties: {
      ...(status && { status: {} }),
      ...schema.properties,
      apiVersion: { type: 'string' },
      kind: { type: 'string' },
      metadata: 'ObjectMeta',
    },
  };
}

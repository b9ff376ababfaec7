import { parseAllDocuments } from 'yaml';
import type { StoredKind } from '../../../lib/validation/schema/stored-schema';
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
    const roots = served.map(({ name, schema }) => [name, compact(ownFields(schema.openAPIV3Schema), rules)]);
    const shared = share(Object.fromEntries(roots));
    const deprecated = served.filter((version) => version.deprecated).map(({ name }) => name);
    kinds.set(names.kind, {
      group,
      scope,
      ...(served.some(({ subresources }) => subresources?.status) && { status: true as const }),
      versions: shared.roots,
      ...(deprecated.length > 0 && { deprecated }),
      shared: shared.shared,
    });
  }
  return kinds;
}

/** What the API server checks of every object by itself is not the kind's to say. */
function ownFields(schema: OpenApiSchema): OpenApiSchema {
  const { apiVersion: _, kind: __, metadata: ___, ...properties } = schema.properties ?? {};
  return { ...schema, properties };
}

import { parseAllDocuments } from 'yaml';
import { ConfigError } from '../../lib/diagnostics/error';

/** The part of a CRD's OpenAPI schema that decides which fields a kind has. */
export interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly enum?: readonly unknown[];
  readonly required?: readonly string[];
  readonly 'x-kubernetes-int-or-string'?: boolean;
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
}

/** One version of a kind that an API server with this CRD serves. */
export interface ServedVersion {
  readonly name: string;
  readonly schema: Schema;
}

/** A CustomResourceDefinition, as far as the import reads it. */
export interface Crd {
  /** The file or URL it was read from. */
  readonly at: string;
  readonly group: string;
  readonly kind: string;
  readonly versions: readonly ServedVersion[];
}

interface Manifest {
  readonly kind?: string;
  readonly items?: readonly Manifest[];
  readonly spec?: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions?: readonly {
      readonly name: string;
      readonly served: boolean;
      readonly schema?: { readonly openAPIV3Schema?: Schema };
    }[];
  };
}

/**
 * Reads the CRDs among the documents of a YAML file; other objects are passed over.
 *
 * @param at the file or URL, for errors
 * @throws ConfigError when the text is no YAML
 */
export function readCrds(text: string, at: string): Crd[] {
  return parseAllDocuments(text).flatMap((document) => {
    const broken = document.errors[0];
    if (broken !== undefined) {
      throw new ConfigError({
        at,
        problem: 'this is not YAML',
        got: broken.message.split('\n', 1)[0],
        instead: 'give a file of CustomResourceDefinitions',
      });
    }
    return crdsIn(document.toJS() as Manifest | null, at);
  });
}

function crdsIn(manifest: Manifest | null, at: string): Crd[] {
  if (manifest?.kind === 'List') return (manifest.items ?? []).flatMap((item) => crdsIn(item, at));
  if (manifest?.kind !== 'CustomResourceDefinition' || manifest.spec === undefined) return [];
  const { group, names, versions = [] } = manifest.spec;
  return [
    {
      at,
      group,
      kind: names.kind,
      versions: versions
        .filter((version) => version.served)
        .map(({ name, schema }) => ({ name, schema: schema?.openAPIV3Schema ?? {} })),
    },
  ];
}

import type { Schema } from './crd';

/** A property whose name the generator would change or whose type it could not write: it is restored afterwards. */
export interface Placeholder {
  /** Stands for the name while the generator runs. */
  readonly token: string;
  /** The name in the CRD. */
  readonly name: string;
  /**
   * The TypeScript type in place of `any`.
   * @default - the generator's type stays
   */
  readonly type?: string;
}

/** A schema that the generator turns into code without losing a field, see {@link prepare}. */
export interface Prepared {
  readonly schema: Schema;
  readonly placeholders: readonly Placeholder[];
}

/**
 * Keeps of a schema only what decides the fields of a kind, and rewrites what cdk8s' generator would lose:
 *
 * - names that it puts into camel case: `mirror_percent` beside `mirrorPercent` would vanish, and
 *   `consecutive5xxErrors` or `repoURL` would be read under another name than it is written;
 * - numbers that may be strings: they become a class whose instances only the generated code can read;
 * - dates: they become `Date`, which fails on text and prints milliseconds that nobody wrote;
 * - objects with unknown fields beside known ones: the unknown ones are dropped;
 * - values of an enumeration that are empty, have special characters or differ in case only.
 *
 * Descriptions go because they are Istio's prose, validations because the API server does them.
 */
export function prepare(schema: Schema): Prepared {
  const placeholders = new Map<string, Placeholder>();

  const replaced = (name: string, property: Schema): string => {
    const union = property['x-kubernetes-int-or-string'] === true;
    if (!union && survives(name)) return name;
    const key = `${name} ${union}`;
    const known = placeholders.get(key);
    if (known !== undefined) return known.token;
    const token = `zzname${letters(placeholders.size)}zz`;
    placeholders.set(key, { token, name, ...(union && { type: 'number | string' }) });
    return token;
  };

  const keep = (node: Schema): Schema => {
    const { type, properties, items, additionalProperties, required = [] } = node;
    if (node['x-kubernetes-preserve-unknown-fields']) return {};
    const names = new Map(
      Object.entries(properties ?? {}).map(([name, property]) => [name, replaced(name, property)]),
    );
    return {
      ...(type !== undefined && { type }),
      ...(node.enum !== undefined && isWritable(node.enum) && { enum: node.enum }),
      ...(items !== undefined && { items: keep(items) }),
      ...(typeof additionalProperties === 'object' && { additionalProperties: keep(additionalProperties) }),
      ...(properties !== undefined && {
        properties: Object.fromEntries(
          Object.entries(properties).map(([name, property]) => [names.get(name), keep(property)]),
        ),
        required: required.map((name) => names.get(name) ?? name),
      }),
    };
  };

  const { metadata: _, status: __, ...fields } = schema.properties ?? {};
  return { schema: keep({ ...schema, properties: fields }), placeholders: [...placeholders.values()] };
}

/** Names that are camel case by any rule, less those that get an underscore because other languages need them. */
function survives(name: string): boolean {
  return /^[a-z]+\d*(?:[A-Z][a-z]+\d*)*$/.test(name) && !/^(build|equals|hashcode)$/i.test(name);
}

/** Whether each value gets a member of its own, by cdk8s' rules for names and characters. */
function isWritable(values: readonly unknown[]): boolean {
  const members = values.map((value) =>
    String(value)
      .replace(/[^a-z0-9]/gi, '')
      .toUpperCase(),
  );
  return (
    new Set(members).size === values.length &&
    values.every((value) => typeof value === 'number' || /^[\w ./#,+:*!=~-]+$/.test(String(value)))
  );
}

/** 0 is `a`, 27 is `bb`: camel case leaves lower-case letters alone. */
function letters(index: number): string {
  const letter = String.fromCharCode(97 + (index % 26));
  return index < 26 ? letter : letters(Math.floor(index / 26) - 1) + letter;
}

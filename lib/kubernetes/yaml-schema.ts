import {
  boolYaml11Tag,
  CORE_SCHEMA,
  defineScalarTag,
  mapTag,
  mergeTag,
  NOT_RESOLVED,
  type Schema,
  seqTag,
} from 'js-yaml';

/** Whole numbers as the API server's reader takes them: `0644` and `0o644` are octal, `1:30` is a text. */
const whole = defineScalarTag<number>('tag:yaml.org,2002:int', {
  implicit: true,
  implicitFirstChars: ['-', '+', ...'0123456789'],
  resolve(source) {
    if (/^[-+]?(?:0|[1-9][0-9_]*)$/.test(source)) return Number(source.replaceAll('_', ''));
    const [, sign, base, digits] = /^([-+]?)(0x|0o|0b|0)([0-9a-f_]+)$/i.exec(source) ?? [];
    const valid = digits !== undefined && digitsOf[radix(base)]?.test(digits);
    if (!valid) return NOT_RESOLVED;
    return Number.parseInt(digits.replaceAll('_', ''), radix(base)) * (sign === '-' ? -1 : 1);
  },
  identify: () => false,
});

/** Numbers that are not whole as that reader takes them: `1_000.5` is one. */
const float = defineScalarTag<number>('tag:yaml.org,2002:float', {
  implicit: true,
  implicitFirstChars: ['-', '+', '.', ...'0123456789'],
  resolve(source) {
    const name = /^([-+]?)\.(?:(inf|Inf|INF)|nan|NaN|NAN)$/.exec(source);
    if (name !== null && name[2] !== undefined) return name[1] === '-' ? -Infinity : Infinity;
    if (name !== null && name[1] === '') return NaN;
    const plain = source.replace(source.startsWith('.') ? /(?<=\d)_(?=\d)/g : /_/g, '');
    if (!/^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/.test(plain)) return NOT_RESOLVED;
    return Number.isFinite(Number(plain)) ? Number(plain) : NOT_RESOLVED;
  },
  identify: () => false,
});

const digitsOf: Readonly<Record<number, RegExp>> = { 2: /^[01_]+$/, 8: /^[0-7_]+$/, 16: /^[\da-f_]+$/i };

function radix(base: string | undefined): number {
  return base?.toLowerCase() === '0x' ? 16 : base?.toLowerCase() === '0b' ? 2 : 8;
}

const binary = defineScalarTag<string>('tag:yaml.org,2002:binary', {
  resolve(source) {
    const text = source.replace(/\s/g, '');
    const valid = text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);
    return valid ? Buffer.from(text, 'base64').toString() : NOT_RESOLVED;
  },
  identify: () => false,
});

/** Maps without a null among their keys, which JSON can not have. */
const map = {
  ...mapTag,
  addPair: (container: Record<string, unknown>, key: unknown, value: unknown) =>
    key === null
      ? 'kubectl takes no null for a key: write it in quotes'
      : mapTag.addPair(container, key, value),
};

/** Tags of somebody's own, such as `!vault` and PyYAML's `!!python/unicode`: the text below them is taken as it is. */
const anyTag = { tagName: '', matchByTagPrefix: true, identify: () => false };
const ownTags = [
  defineScalarTag<string>('', { ...anyTag, resolve: (source) => source }),
  { ...map, ...anyTag },
  { ...seqTag, ...anyTag },
];

/**
 * YAML as kubectl reads it: `yes` and `on` are true, `<<` merges, a date is a text.
 *
 * @see https://pkg.go.dev/sigs.k8s.io/yaml
 */
export const kubectlSchema: Schema = schemaWith(map);

/** What was merged into a map so far. */
const merged = new WeakMap<object, Set<unknown>>();

/** The key that the library has asked for last: of duplicates it does not ask, so it is about to merge it. */
let asked: unknown;

/**
 * The same for a document with `<<`: what it merges takes the place of what stands above it, as if it stood there. It
 * must be read without asking for keys that are written twice.
 */
export const mergingSchema: Schema = schemaWith({
  ...map,
  has: (container: Record<string, unknown>, key: unknown) => {
    asked = key;
    return merged.get(container)?.has(key) ?? false;
  },
  addPair: (container: Record<string, unknown>, key: unknown, value: unknown) => {
    if (asked !== undefined && asked === key)
      merged.set(container, (merged.get(container) ?? new Set()).add(key));
    asked = undefined;
    return map.addPair(container, key, value);
  },
});

function schemaWith(maps: typeof map): Schema {
  return CORE_SCHEMA.withTags(maps, mergeTag, boolYaml11Tag, whole, float, binary, ...ownTags);
}

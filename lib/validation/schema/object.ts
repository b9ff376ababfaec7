import { nearest } from '../../diagnostics/nearest-name';
import type { Check, SchemaScope } from './check';
import { emptyOf } from './empty';
import { shown } from './shown';
import type { SchemaRef, StoredSchema } from './stored-schema';
import type { Walk } from './walk';

/** A field of an object; its check is made when the first value gets there. */
interface Field {
  readonly ref: SchemaRef;
  readonly default: unknown;
  readonly nullable: boolean;
  check?: Check;
}

type Fields = Map<string, Field>;
type Fieldset = Record<string, unknown>;

/** The check of an object's or a map's fields. */
export function objectCheck(
  schema: StoredSchema,
  compile: (ref: SchemaRef) => Check,
  scope: SchemaScope,
): Check {
  const fieldOf = (ref: SchemaRef): Field => {
    const { default: default_, nullable = false } = scope.resolve(ref).schema;
    return { ref, default: default_, nullable };
  };
  const fields: Fields = new Map(
    Object.entries(schema.properties ?? {}).map(([name, ref]) => [name, fieldOf(ref)]),
  );
  const { additionalProperties: others, preserve, required = [], minProperties, maxProperties } = schema;
  const anyOther = others === undefined || others === true ? undefined : fieldOf(others);
  const defaulted = [...fields].filter(([, field]) => field.default !== undefined);

  return (value, walk) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      walk.report(`must be an object, got ${shown(value)}`);
      return value;
    }
    const given = value as Fieldset;
    let kept = given;
    let count = 0;
    for (const name of Object.keys(given)) {
      const inner = given[name];
      if (inner === undefined) continue;
      const known = fields.get(name);
      const field = known ?? anyOther;
      if (field === undefined) {
        count++;
        if (!preserve && others !== true) walk.reportAt(name, ...unknownField(name, [...fields.keys()]));
      } else if (inner === null && !field.nullable) {
        // Read as if it were not there.
        if (kept === given) kept = { ...given };
        if (known === undefined && scope.nullIsEmpty) {
          kept[name] = emptyOf(scope.resolve(field.ref).schema);
        } else {
          delete kept[name];
          if (known === undefined) walk.dropped.push([...walk.steps, `[${name}]`]);
        }
      } else {
        count++;
        field.check ??= compile(field.ref);
        walk.steps.push(known === undefined ? `[${name}]` : name);
        const checked = field.check(inner, walk);
        walk.steps.pop();
        if (checked !== inner) {
          if (kept === given) kept = { ...given };
          kept[name] = checked;
        }
      }
    }
    for (const [name, field] of defaulted) {
      if (kept[name] !== undefined) continue;
      if (kept === given) kept = { ...given };
      kept[name] = field.default;
      count++;
    }
    for (const name of required) if (kept[name] === undefined) walk.reportAt(name, 'is required');
    countCheck(count, minProperties, maxProperties, walk);
    return kept;
  };
}

/** What is said of a field that there is not, and which of the known ones is meant. */
export function unknownField(
  name: string,
  fields: readonly string[],
): [message: string, more: { unknownField: true; suggestion?: string }] {
  const known = new Map(fields.map((each) => [plain(each), each]));
  const near = Math.min(3, Math.ceil(name.length / 2));
  const meant = known.get(nearest(plain(name), [...known.keys()], near) ?? '');
  const message =
    meant === undefined ? `there is no field ${name}` : `there is no field ${name} (${meant} is meant)`;
  return [message, { unknownField: true, ...(meant !== undefined && { suggestion: meant }) }];
}

/** Small letters alone: `load_balancer` and `loadBalancer` differ in style only. */
function plain(name: string): string {
  return name.length > 100 ? name : name.replace(/[_-]/g, '').toLowerCase();
}

function countCheck(count: number, least: number | undefined, most: number | undefined, walk: Walk): void {
  if (most !== undefined && count > most) walk.report(`may have ${most} entries, got ${count}`);
  if (least !== undefined && count < least) walk.report(`must have at least ${least} entries, got ${count}`);
}

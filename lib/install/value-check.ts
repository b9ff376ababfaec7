import { type Fault, fault, within } from '../diagnostics/fault';
import { suggest } from '../diagnostics/nearest-name';
import {
  anyText,
  type Check,
  firstFault,
  flag,
  isPlain,
  kubernetesFields,
  list,
  numeric,
  plainData,
  record,
} from '../values/check';

/** The names that a chart knows, each with the names below it or its type as a text. */
export interface ValueNames {
  readonly [name: string]: string | ValueNames;
}

const number = numeric({
  holds: () => true,
  problem: 'a number is expected',
  instead: 'write it without quotes',
});

/** What a type's text stands for, where more than texts is asked; of other types any data is taken. */
const checks: Readonly<Record<string, Check<never>>> = {
  string: anyText,
  number,
  boolean: flag,
  null: oneOfThese([null]),
  FreeForm: kubernetesFields,
  Resources: kubernetesFields,
  StringMap: record(anyText, { least: 0 }),
  'readonly string[]': list(anyText, { least: 0 }),
  'readonly FreeForm[]': list(kubernetesFields, { least: 0 }),
};

/** A value of one of the types that stand in a text: `number | null`, `'Deployment' | 'DaemonSet'`. */
function ofType(types: string): Check<never> {
  const parts = types.split(' | ');
  const literals = parts.map((part) =>
    /^('.*'|true|false)$/.test(part) ? JSON.parse(part.replaceAll("'", '"')) : undefined,
  );
  if (!literals.includes(undefined)) return oneOfThese(literals);
  const all = parts.map((part) => checks[part] ?? plainData);
  return (value) => (all.some((check) => check(value) === undefined) ? undefined : all[0]?.(value));
}

function oneOfThese(values: readonly unknown[]): Check<never> {
  return (value: unknown) =>
    values.includes(value)
      ? undefined
      : fault('it is one of a few values', value, suggest(value, values.map(String)));
}

/**
 * Values of one of Istio's charts: a name that the chart does not know would be passed over in silence.
 *
 * @param names what the chart knows
 */
export function valuesOf(names: ValueNames): Check<object> {
  return (value: unknown): Fault | undefined => {
    if (!isPlain(value))
      return fault('values by name are expected', value, 'write them in braces: { name: … }');
    const entries = Object.entries(value).filter(([, one]) => one !== undefined);
    return firstFault(entries.length, (index) => {
      const [name, one] = entries[index] as [string, unknown];
      const known = Object.hasOwn(names, name) ? names[name] : undefined;
      if (known === undefined) {
        return within(name, fault('the chart knows no such value', one, suggest(name, Object.keys(names))));
      }
      const check: Check<never> = typeof known === 'string' ? ofType(known) : valuesOf(known);
      return within(name, check(one as never));
    });
  };
}

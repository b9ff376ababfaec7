import { type Fault, fault, within } from '../diagnostics/fault';
import { suggest } from '../diagnostics/nearest-name';
import { type Check, isPlain } from './check';

/** The check of a property that may be left out. */
export interface Optional<in T> {
  readonly optional: Check<T>;
}

/** Marks the check of a property that may be left out. */
export function optional<T>(check: Check<T>): Optional<T> {
  return { optional: check };
}

type MayBeLeftOut<T, K extends keyof T> =
  object extends Pick<T, K> ? true : undefined extends T[K] ? true : false;

/**
 * A check for each property of an interface, wrapped in {@link optional} where it may be left out. A property that is
 * added to the interface, made optional or widened without its check does not compile.
 */
export type Shape<T> = {
  readonly [K in keyof T]-?: MayBeLeftOut<T, K> extends true
    ? Optional<Exclude<T[K], undefined>>
    : Check<T[K]>;
};

/** What holds between the properties of an object, each of which is fine by itself. */
export interface Between<T> {
  /** The properties of which at least one is given. */
  readonly atLeastOne?: readonly (keyof T & string)[];
  readonly rule?: Check<T>;
}

/** An object with these properties and no others. */
export function shape<T extends object>(properties: Shape<T>, between: Between<T> = {}): Check<T> {
  const walk = walker(properties, []);
  const rules = betweenCheck(between as Between<object>);
  return (value: unknown) => walk(value) ?? rules(value as object);
}

type OfKind<T, K> = T extends { readonly kind: infer Own } ? (K extends Own ? T : never) : never;

/** One of several objects, each with the properties that its `kind` has. */
export function variants<T extends { readonly kind: string }>(
  what: string,
  shapes: { readonly [K in T['kind']]: Shape<Omit<OfKind<T, K>, 'kind'>> },
  rule: Check<T> = () => undefined,
): Check<T> {
  const walkers = new Map(
    Object.entries(shapes).map(([kind, properties]) => [kind, walker(properties as Properties, ['kind'])]),
  );
  return (value: unknown) => {
    if (!isPlain(value) || value.kind === undefined)
      return fault(`${what} is expected`, value, oneOfKinds(what, walkers));
    const walk = walkers.get(value.kind as string);
    if (walk === undefined) return fault(`this is not ${what}`, value, oneOfKinds(what, walkers));
    return walk(value) ?? rule(value as unknown as T);
  };
}

function oneOfKinds(what: string, walkers: ReadonlyMap<string, unknown>): string {
  return `make ${what} with its factory; kinds are ${[...walkers.keys()].map((kind) => `'${kind}'`).join(', ')}`;
}

/**
 * Something else that is referred to, told by its `kind` from what looks alike. It may have more properties: it can
 * be a construct.
 */
export function reference<T extends { readonly kind: string }>(
  what: string,
  instead: string,
  kinds: readonly T['kind'][],
  properties: Shape<Omit<T, 'kind'>>,
): Check<T> {
  const walk = walker(properties, undefined);
  return (value: unknown) =>
    isPlain(value) && (kinds as readonly unknown[]).includes(value.kind)
      ? walk(value)
      : fault(`${what} is expected`, value, instead);
}

type Properties = Readonly<Record<string, Check<never> | Optional<never>>>;

/** Holds an object against its properties; `others` are those that are fine too, or undefined for any. */
function walker(properties: Properties, others: readonly string[] | undefined): Check<unknown> {
  const known = Object.entries(properties);
  const names = new Set([...Object.keys(properties), ...(others ?? [])]);
  return (value) => {
    if (!isPlain(value)) {
      return fault('an object is expected', value, `write it in braces, with ${shownNames(properties)}`);
    }
    if (others !== undefined) {
      for (const name of Object.keys(value)) {
        if (names.has(name) || value[name] === undefined) continue;
        return within(
          name,
          fault('there is no such property', value[name], suggest(name, Object.keys(properties))),
        );
      }
    }
    for (const [name, check] of known) {
      const found = 'optional' in check ? ofOptional(value[name], check) : check(value[name] as never);
      if (found) return within(name, found);
    }
    return undefined;
  };
}

function ofOptional(value: unknown, { optional }: Optional<never>): Fault | undefined {
  return value === undefined ? undefined : optional(value as never);
}

function shownNames(properties: Properties): string {
  return Object.keys(properties)
    .map((name) => `'${name}'`)
    .join(', ');
}

function betweenCheck({ atLeastOne, rule = () => undefined }: Between<object>): Check<object> {
  if (atLeastOne === undefined) return rule;
  return (value) => {
    if (atLeastOne.every((name) => (value as Readonly<Record<string, unknown>>)[name] === undefined)) {
      const names = (atLeastOne as readonly string[]).map((name) => `'${name}'`).join(', ');
      return fault('it says nothing', value, `give at least one of ${names}`);
    }
    return rule(value);
  };
}

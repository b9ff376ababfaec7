import type { Problem, Step } from './schema/walk';

/** What is known of the object besides its `spec`. */
export interface Context {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /** The minor version of Istio that judges, such as `1.30`. */
  readonly release: string;
}

/** Where in an object we are, and what would be refused of it so far. */
export class Place {
  public readonly steps: Step[];
  public readonly problems: Problem[] = [];

  public constructor(
    public readonly context: Context,
    /** The whole `spec`, for what depends on more than its own part of it. */
    public readonly spec: unknown,
    steps: readonly Step[] = ['spec'],
  ) {
    this.steps = [...steps];
  }

  /**
   * Reports the value that is looked at, or one below it.
   *
   * @param rule the rule of the catalogue, where it has one for this
   */
  public report(message: string, { at = [], rule }: { at?: readonly Step[]; rule?: string } = {}): void {
    this.problems.push({ steps: [...this.steps, ...at], message, ...(rule !== undefined && { rule }) });
  }
}

/** Judges a value whose schema was checked. */
export type Shape<T = never> = (value: T, place: Place) => void;

/** The shapes of kinds by their names; each is loaded when it is first asked for. */
export function loadedOnce(
  kinds: Readonly<Record<string, () => Shape>>,
): (kind: string) => Shape | undefined {
  const loaded = new Map<string, Shape | undefined>();
  return (kind) => {
    if (!loaded.has(kind) && Object.hasOwn(kinds, kind)) loaded.set(kind, kinds[kind]?.());
    return loaded.get(kind);
  };
}

/** Says what is wrong with a value; undefined where nothing is. */
export type ValueCheck<T = never> = (value: T) => string | undefined;

/** An object: what is asked of it as a whole, then of each of its fields that is set. */
export function object<T>(fields: Readonly<Record<string, Shape>>, ...judges: readonly Shape<T>[]): Shape {
  const shapes = new Map(Object.entries(fields));
  return (value, place) => {
    for (const judge of judges) judge(value, place);
    const given = value as Readonly<Record<string, unknown>>;
    // Far fewer fields are set than there are.
    for (const name of Object.keys(given)) {
      const inner = given[name];
      const shape = shapes.get(name);
      if (shape === undefined || inner === undefined || inner === null) continue;
      place.steps.push(name);
      shape(inner as never, place);
      place.steps.pop();
    }
  };
}

/** A list: what is asked of it as a whole, then of each of its entries. */
export function list<T>(entry: Shape, ...judges: readonly Shape<readonly T[]>[]): Shape {
  return (value, place) => {
    for (const judge of judges) judge(value, place);
    (value as readonly unknown[]).forEach((inner, index) => {
      place.steps.push(index);
      entry(inner as never, place);
      place.steps.pop();
    });
  };
}

/** A map: what is asked of each key, and of each value. As protobuf reads it, a null among them is an empty one. */
export function map(key: ValueCheck<string> | undefined, entry?: Shape, empty: unknown = {}): Shape {
  return (value, place) => {
    for (const [name, inner] of Object.entries(value as Readonly<Record<string, unknown>>)) {
      place.steps.push(`[${name}]`);
      const problem = key?.(name);
      if (problem !== undefined) place.report(problem);
      entry?.((inner ?? empty) as never, place);
      place.steps.pop();
    }
  };
}

/** A value that nothing else depends on. */
export function value<T>(...checks: readonly ValueCheck<T>[]): Shape {
  return (given, place) => {
    for (const check of checks) {
      const problem = check(given);
      if (problem !== undefined) place.report(problem);
    }
  };
}

/** A value whose problems have a rule of their own in the catalogue. */
export function ruled<T>(rule: string, check: ValueCheck<T>): Shape {
  return (given, place) => {
    const problem = check(given);
    if (problem !== undefined) place.report(problem, { rule });
  };
}

/** One value judged in several ways. */
export function both(...shapes: readonly Shape[]): Shape {
  return (given, place) => {
    for (const shape of shapes) shape(given, place);
  };
}

/** Whether a field is set as protobuf has it: neither absent nor empty. */
export function isSet(value: unknown): boolean {
  return (
    value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0)
  );
}

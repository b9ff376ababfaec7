/** A property or an element on the way to a value. */
export type PathStep = string | number;

/** What is wrong with a value, by one who does not know whose value it is. */
export interface Fault {
  /** Where in the value that was looked at, from the outside in; empty for the value itself. */
  readonly path: readonly PathStep[];
  /** What is wrong, in the caller's words; lower case, no final period. */
  readonly problem: string;
  readonly got: unknown;
  /** What to write instead. */
  readonly instead: string;
}

/** The fault of the value itself. */
export function fault(problem: string, got: unknown, instead: string): Fault {
  return { path: [], problem, got, instead };
}

/** The fault of a part as one of the whole. */
export function within(step: PathStep, inner: Fault | undefined): Fault | undefined {
  return inner && { ...inner, path: [step, ...inner.path] };
}

/** A path as one would write it in TypeScript: `http[3].match[0].headers['end-user']`. */
export function pathText(path: readonly PathStep[]): string {
  return path.map(stepText).join('').replace(/^\./, '');
}

function stepText(step: PathStep): string {
  if (typeof step === 'number') return `[${step}]`;
  return /^[A-Za-z_$][\w$]*$/.test(step) ? `.${step}` : `[${JSON.stringify(step).replaceAll('"', "'")}]`;
}

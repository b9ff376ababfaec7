/** A step down an object: the name of a field, the key of a map in brackets, the index of a list. */
export type Step = string | number;

/** One thing that is wrong with an object. */
export interface Problem {
  readonly steps: readonly Step[];
  /** In the user's words, without the field. */
  readonly message: string;
  /** What to write instead. */
  readonly suggestion?: string;
  readonly unknownField?: true;
  /** The rule of the catalogue, where it has one for this problem. */
  readonly rule?: string;
}

/** A value that is being checked: where in the object we are, and what was found so far. */
export class Walk {
  /** The steps from the object down to the value that is looked at. */
  public readonly steps: Step[] = [];
  public readonly problems: Problem[] = [];
  /** Entries of maps that were dropped because they are null. */
  public readonly dropped: Step[][] = [];

  public report(message: string): void {
    this.problems.push({ steps: [...this.steps], message });
  }

  /** Reports a value below the one that is looked at. */
  public reportAt(step: Step, message: string, more: Partial<Problem> = {}): void {
    this.problems.push({ steps: [...this.steps, step], message, ...more });
  }
}

/** `spec.http[0].match`, `metadata.labels[istio.io/rev]`. */
export function fieldOf(steps: readonly Step[]): string {
  let field = '';
  for (const step of steps) {
    if (typeof step === 'number') field += `[${step}]`;
    else if (step.startsWith('[')) field += step;
    else if (!/^[\w$]+$/.test(step)) field += `[${step}]`;
    else field += field === '' ? step : `.${step}`;
  }
  return field;
}

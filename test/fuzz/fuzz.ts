import { ConfigError } from '../../lib/diagnostics/error';
import { anyValue, Dice, typedMutation, wildMutation } from './mutations';
import { factories } from './subjects';
import { type Outcome, type Subject, trial } from './trial';

/** What a row of trials showed. */
export interface Fuzzed {
  readonly refused: number;
  readonly written: number;
  /** Each defect once, with the subject and the seed of the trial that showed it. */
  readonly defects: readonly string[];
}

/** Tries each subject in turn with properties that are mutated, with types and without. */
export function fuzz(subjects: readonly Subject[], trials: number, seed: number): Fuzzed {
  const counts = { refused: 0, written: 0 };
  const defects = new Map<string, string>();
  for (let index = 0; index < trials; index++) {
    const subject = subjects[index % subjects.length] as Subject;
    const dice = new Dice(seed + index);
    const mutate = dice.roll(2) === 0 ? typedMutation : wildMutation;
    const outcome = tried(subject, dice, mutate);
    if (outcome === 'refused' || outcome === 'written') counts[outcome]++;
    else defects.set(kindOf(outcome), `${subject.name}, seed ${seed + index}: ${outcome.defect}`);
  }
  return { ...counts, defects: [...defects.values()] };
}

function tried(subject: Subject, dice: Dice, mutate: typeof typedMutation): Outcome {
  if (dice.roll(8) > 0) return trial(subject, mutate(subject.props, dice));
  try {
    return trial(subject, fromFactories(subject.props, dice));
  } catch (error) {
    // A static function that makes a construct refuses what its scope can't be.
    if (error instanceof ConfigError) return 'refused';
    return { defect: `a factory stops: ${(error as Error).stack}` };
  }
}

function kindOf(outcome: Exclude<Outcome, string>): string {
  return outcome.defect
    .split('\n')
    .slice(0, 2)
    .join(' ')
    .replaceAll(/"[^"]*"|'[^']*'|\d+/g, '_');
}

/** Properties in which a part is what a factory makes of anything at all. */
function fromFactories(props: unknown, dice: Dice): unknown {
  const [, make] = dice.pick(factories);
  const args = Array.from({ length: dice.roll(5) }, () => anyValue(dice));

  const made = make(...(args as never[]));
  return wildMutation(replaceSome(props, made, dice), dice);
}

function replaceSome(value: unknown, made: unknown, dice: Dice): unknown {
  if (Array.isArray(value))
    return value.map((part) => (dice.roll(3) === 0 ? made : replaceSome(part, made, dice)));
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [
      key,
      dice.roll(6) === 0 ? made : replaceSome(part, made, dice),
    ]),
  );
}

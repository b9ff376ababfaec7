/** What an expression is, as far as macros ask for it. */
export type Form = 'name' | 'field' | 'other';

/** An argument with its form, and its name where it is one. */
export interface Argument {
  readonly form: Form;
  readonly text: string;
}

/** Calls that go through a list or map, with how many arguments: the first is a name for each of it. */
const macros: Readonly<Record<string, readonly number[]>> = {
  all: [2],
  exists: [2],
  exists_one: [2],
  filter: [2],
  map: [2, 3],
};

/** Whether a call goes through a list or map. */
export function isMacro(call: string): boolean {
  return Object.hasOwn(macros, call);
}

/** How a macro itself calls what it gathers. */
const accumulator = '__result__';

/** Those that look at what may be missing. */
const macrosOfOptional = ['optMap', 'optFlatMap'];

/** Those of Kubernetes that name key and value. */
const macrosOfTwo = ['all', 'exists', 'existsOne', 'transformList', 'transformMap', 'transformMapEntry'];

/**
 * The names that a call gives to what it goes through, where it is one of a macro.
 *
 * @throws SyntaxError where a macro is given something else than a name
 */
export function namesGiven(call: string, given: readonly Argument[], optional: boolean): readonly string[] {
  const isOfOne =
    (Object.hasOwn(macros, call) && macros[call]?.includes(given.length)) ||
    (optional && given.length === 2 && macrosOfOptional.includes(call));
  const count = isOfOne ? 1 : optional && given.length > 2 && macrosOfTwo.includes(call) ? 2 : 0;
  const names = given.slice(0, count).map(({ form, text }) => {
    if (form !== 'name' || text === accumulator) throw new SyntaxError(`${call} needs a name, got ${text}`);
    return text;
  });
  return call === 'bind' && given[0]?.form === 'name' ? [given[0].text] : names;
}

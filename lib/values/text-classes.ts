/** A part of a pattern: one character of some, so often. */
export interface PatternItem {
  /** The characters that fit; all where left out. */
  readonly fits?: (character: string) => boolean;
  readonly repeat: 'once' | 'any' | 'some';
}

/** What texts are told apart by. */
export interface TextPattern {
  readonly items: readonly PatternItem[];
  /** As it was written. */
  readonly written: string;
  /** Characters that it names. */
  readonly characters: string;
}

/** A text that stands for all that meet the same patterns. */
export interface TextClass {
  readonly text: string;
  /** Of each pattern whether the text meets it. */
  readonly met: readonly boolean[];
}

/** Beyond so many states nothing is concluded. */
const most = 20_000;

/** One character after another. */
export function literally(text: string): PatternItem[] {
  return [...text].map((character) => ({ fits: (one) => one === character, repeat: 'once' }));
}

/**
 * A text for every combination of patterns that any text meets: found by walking all patterns at once, so that none is
 * overlooked.
 *
 * @param start - what every text begins with
 * @param others - characters to try beside those that patterns name
 * @param isGood - whether a text can occur; one that can not is passed over
 * @returns undefined where there are too many
 */
export function textClasses(
  patterns: readonly TextPattern[],
  start: string,
  others: string,
  isGood: (text: string) => boolean = () => true,
): TextClass[] | undefined {
  const alphabet = [...new Set(patterns.map(({ characters }) => characters).join('') + others)];
  const first = [...start].reduce<State>(
    (state, character) => step(patterns, state, character),
    patterns.map(({ items }) => closure(items, [0])),
  );
  const seen = new Set([keyOf(first)]);
  const found = new Map<string, TextClass>();
  let border: { readonly state: State; readonly text: string }[] = [{ state: first, text: start }];
  while (border.length > 0) {
    const next: typeof border = [];
    for (const { state, text } of border) {
      const met = state.map((places, index) => places.includes(patterns[index]?.items.length ?? 0));
      const key = met.join();
      if (!found.has(key) && isGood(text)) found.set(key, { text, met });
      for (const character of alphabet) {
        const after = step(patterns, state, character);
        const id = keyOf(after);
        if (seen.has(id)) continue;
        seen.add(id);
        if (seen.size > most) return undefined;
        next.push({ state: after, text: text + character });
      }
    }
    border = next;
  }
  return [...found.values()];
}

/** Of each pattern whether a text meets it. */
export function patternsMet(patterns: readonly TextPattern[], text: string): boolean[] {
  return patterns.map((pattern) => {
    const one = [pattern];
    const [places = []] = [...text].reduce<State>(
      (state, character) => step(one, state, character),
      [closure(pattern.items, [0])],
    );
    return places.includes(pattern.items.length);
  });
}

/** Of each pattern the places that it may be at. */
type State = readonly (readonly number[])[];

function keyOf(state: State): string {
  return state.map((places) => places.join(',')).join(';');
}

function step(patterns: readonly TextPattern[], state: State, character: string): State {
  return state.map((places, index) => {
    const { items } = patterns[index] as TextPattern;
    const after: number[] = [];
    for (const place of places) {
      const item = items[place];
      if (item === undefined || !(item.fits?.(character) ?? true)) continue;
      after.push(...(item.repeat === 'once' ? [place + 1] : [place, place + 1]));
    }
    return closure(items, after);
  });
}

/** With the places that are reached without a character: what may be there any number of times may be left out. */
function closure(items: readonly PatternItem[], places: readonly number[]): number[] {
  const all = new Set(places);
  for (const place of all) {
    if (items[place]?.repeat === 'any') all.add(place + 1);
  }
  return [...all].sort((a, b) => a - b);
}

import type { HttpMatchSpec } from '../../model/kinds/virtual-service';
import { type TextSet, textCovers, textSet } from './text-set';

/** The requests that one match takes: those that meet each of its conditions. */
export interface HttpSet {
  /** By what is compared: `uri`, `method`, `scheme`, `authority`, `header:x`, `query:x`. */
  readonly texts: ReadonlyMap<string, TextSet>;
  /** What a header must not be. */
  readonly without: ReadonlyMap<string, TextSet>;
  readonly ignoresUriCase: boolean;
  readonly port: number | undefined;
  readonly sourceNamespace: string | undefined;
  readonly sourceLabels: Readonly<Record<string, string>>;
  /** Undefined for all that the VirtualService is bound to. */
  readonly gateways: readonly string[] | undefined;
}

/** Takes everything. */
export const everything: HttpSet = {
  texts: new Map(),
  without: new Map(),
  ignoresUriCase: false,
  port: undefined,
  sourceNamespace: undefined,
  sourceLabels: {},
  gateways: undefined,
};

/** The requests of a match. */
export function httpSet(match: HttpMatchSpec): HttpSet {
  const texts = new Map<string, TextSet>();
  const ignoresUriCase = match.ignoreUriCase ?? false;
  for (const field of ['uri', 'method', 'scheme', 'authority'] as const) {
    const written = match[field];
    if (written === undefined) continue;
    const set = textSet(written, ignoresUriCase && field === 'uri');
    // Every path begins with a slash, so that this is no condition.
    const isAny = set.kind === 'present' || (field === 'uri' && set.kind === 'prefix' && set.text === '/');
    if (!isAny) texts.set(field, set);
  }
  for (const [name, written] of Object.entries(match.headers ?? {}))
    texts.set(`header:${name.toLowerCase()}`, textSet(written));
  for (const [name, written] of Object.entries(match.queryParams ?? {}))
    texts.set(`query:${name}`, textSet(written));
  const without = Object.entries(match.withoutHeaders ?? {}).map(
    ([name, written]) => [`header:${name.toLowerCase()}`, textSet(written)] as const,
  );
  return {
    texts,
    without: new Map(without),
    ignoresUriCase,
    port: match.port,
    sourceNamespace: match.sourceNamespace || undefined,
    sourceLabels: match.sourceLabels ?? {},
    gateways: match.gateways?.length ? match.gateways : undefined,
  };
}

/** Whether every request of `part` is one of `whole`; false where it can't be told. */
export function httpCovers(whole: HttpSet, part: HttpSet): boolean {
  if (whole.port !== undefined && whole.port !== part.port) return false;
  if (whole.sourceNamespace !== undefined && whole.sourceNamespace !== part.sourceNamespace) return false;
  if (whole.gateways !== undefined && !part.gateways?.every((one) => whole.gateways?.includes(one)))
    return false;
  for (const [key, value] of Object.entries(whole.sourceLabels))
    if (part.sourceLabels[key] !== value) return false;
  for (const [what, set] of whole.texts) {
    const own = part.texts.get(what);
    if (own === undefined || !textCovers(set, cased(what, own, whole, part))) return false;
    if (what === 'uri' && part.ignoresUriCase && !whole.ignoresUriCase) return false;
  }
  for (const [what, set] of whole.without) {
    const own = part.without.get(what);
    if (own === undefined || !textCovers(own, set)) return false;
  }
  return true;
}

/** Where the whole ignores the case of paths, so does the comparison. */
function cased(what: string, set: TextSet, whole: HttpSet, part: HttpSet): TextSet {
  const lowers = what === 'uri' && whole.ignoresUriCase && !part.ignoresUriCase && 'text' in set;
  return lowers && set.kind !== 'regex' ? { ...set, text: set.text.toLowerCase() } : set;
}

/** What a set takes, as an example: `GET /api with header x: a`. */
export function shownSet({ texts }: HttpSet): string {
  const value = (what: string) => {
    const set = texts.get(what);
    return set === undefined
      ? undefined
      : set.kind === 'present'
        ? 'any'
        : `${set.text}${set.kind === 'prefix' ? '…' : ''}`;
  };
  const others = [...texts.keys()]
    .filter((what) => what !== 'uri' && what !== 'method')
    .map((what) => `${what.replace(':', ' ')}: ${value(what)}`);
  const first = `${value('method') ?? 'GET'} ${value('uri') ?? '/'}`;
  return others.length === 0 ? first : `${first} with ${others.join(', ')}`;
}

import { linesBefore } from './yaml-refused';
import type { YamlPart } from './yaml-text';

/** The objects in JSON that a text begins with, one after the other, and what is left of it. */
export interface JsonStream {
  readonly objects: readonly { readonly part: YamlPart; readonly value: unknown }[];
  readonly rest: YamlPart;
}

/** Reads the objects in JSON that a text begins with, as kubectl does: nothing need stand between them. */
export function jsonStream(text: string): JsonStream {
  const objects: { part: YamlPart; value: unknown }[] = [];
  let [line, from] = [1, text.startsWith('\uFEFF') ? 1 : 0];
  for (;;) {
    const begin = skip(text, from);
    const end = text[begin] === '{' ? endOfObject(text, begin) : undefined;
    const value = end === undefined ? undefined : parsed(text.slice(begin, end));
    if (end === undefined || value === undefined) break;
    line += linesBefore(text.slice(from, begin), begin - from);
    objects.push({ part: { text: text.slice(begin, end), line }, value });
    line += linesBefore(text.slice(begin, end), end - begin);
    from = end;
  }
  return { objects, rest: { text: text.slice(from), line } };
}

function skip(text: string, from: number): number {
  let at = from;
  while (at < text.length && ' \t\r\n'.includes(text.charAt(at))) at++;
  return at;
}

/** Where the braces that open here are closed; undefined where they never are. */
function endOfObject(text: string, from: number): number | undefined {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const sign = text[at];
    if (sign === '"') {
      const end = endOfText(text, at);
      if (end === undefined) return undefined;
      at = end;
    } else if (sign === '{' || sign === '[') depth++;
    else if ((sign === '}' || sign === ']') && --depth === 0) return at + 1;
  }
  return undefined;
}

function endOfText(text: string, from: number): number | undefined {
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') return at;
  }
  return undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

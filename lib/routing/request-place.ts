import type { ConfigErrorParts } from '../diagnostics/error';

/** Where a request was written, for errors. */
export type RequestPlace =
  /** A call, whose file and line an error finds. */
  | { readonly call: string }
  /** `<file>:<line>` of a table. */
  | { readonly row: string }
  /** The words and options of a command line. */
  | 'options';

/** What names the place of a property of a request in an error; of the whole request where none is to blame. */
export function placed(
  place: RequestPlace | undefined,
  property?: string,
): Pick<ConfigErrorParts, 'at' | 'path'> {
  const path = property === undefined ? {} : { path: [property] };
  if (place === undefined) return path;
  if (place === 'options') return { at: property === undefined ? 'trace' : optionOf(property) };
  return { at: 'row' in place ? place.row : { node: { path: place.call } }, ...path };
}

function optionOf(property: string): string {
  if (property === 'url') return 'the URL';
  return property === 'headers' ? '--header' : `--${property}`;
}

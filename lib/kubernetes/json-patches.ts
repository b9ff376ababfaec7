import { isDeepStrictEqual } from 'node:util';
import { JsonPatch } from 'cdk8s';
import { ConfigError } from '../diagnostics/error';
import { type Fault, fault } from '../diagnostics/fault';

/** One operation, as RFC 6902 writes it. */
interface Operation {
  readonly op: string;
  readonly path: string;
  readonly from?: string;
  readonly value?: unknown;
}

/**
 * An object with its patches applied, one after the other.
 *
 * @param owner the path of the construct that makes the object
 * @throws ConfigError for a patch that leads to what the object does not have: fast-json-patch stops within itself
 */
export function patched(json: object, patches: readonly JsonPatch[], owner: string): object {
  return patches.reduce<object>((before, patch) => {
    const found = patchFault(before, patch._toJson() as Operation);
    if (found !== undefined) throw new ConfigError({ at: owner, ...found });
    return JsonPatch.apply(before, patch) as object;
  }, json);
}

function patchFault(document: object, { op, path, from, value }: Operation): Fault | undefined {
  const source = from ?? (op === 'test' ? path : undefined);
  if (source !== undefined && at(document, source) === undefined) return missing(op, source);
  if (op === 'test' && !isDeepStrictEqual(at(document, path), value)) {
    return fault(`the patch tests ${path}, which is something else`, at(document, path), 'mend the test');
  }
  const parent = path.slice(0, Math.max(0, path.lastIndexOf('/')));
  const holder = at(document, parent);
  return typeof holder === 'object' && holder !== null ? undefined : missing(op, path, parent);
}

function missing(op: string, path: string, part = path): Fault {
  return fault(`a patch finds nothing at ${part}`, `${op} ${path}`, 'add that first, or mend the path');
}

/** What a JSON pointer leads to; undefined where that is nothing. */
function at(document: object, pointer: string): unknown {
  const keys = pointer.split('/').slice(1);
  return keys.reduce<unknown>((value, key) => {
    const name = key.replaceAll('~1', '/').replaceAll('~0', '~');
    return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
      ? (value as Readonly<Record<string, unknown>>)[name]
      : undefined;
  }, document);
}

import { isURL, url } from '../cel/url';
import { shown } from '../schema/shown';
import { list, object, type Shape, value } from '../shape';
import { oneSelection, selectionFields } from './selection';
import { parseUrl } from './url';
import { int32 } from './values';

const schemes = ['', 'file', 'http', 'https', 'oci'];

/** Where a module comes from; a registry may be written without a scheme. */
const moduleUrl = (text: string): string | undefined => {
  const whole = isURL(text) ? text : `http://${text}`;
  const fits = isURL(whole) && parseUrl(whole) !== undefined && schemes.includes(url(whole).scheme);
  return fits ? undefined : `must be a URL with oci, http, https or file, got ${shown(text)}`;
};

interface Env {
  readonly name?: string;
  readonly value?: string;
  readonly valueFrom?: string;
}

const environment: Shape<readonly Env[]> = (variables, place) => {
  const names = new Set<string>();
  variables.forEach(({ name = '', value: text = '', valueFrom = 'INLINE' }, index) => {
    if (name === '' || name.length > 256)
      place.report('must have a name of at most 256 characters', { at: [index, 'name'] });
    else if (names.has(name)) place.report(`is there twice: ${name}`, { at: [index, 'name'] });
    else if (valueFrom !== 'INLINE' && text !== '')
      place.report('can stand beside valueFrom INLINE only', { at: [index, 'value'] });
    names.add(name);
  });
};

/** What istiod asks of a module of WebAssembly: fields of a WasmPlugin, or of a TrafficExtension's `wasm`. */
export const wasmFields = {
  sha256: value<string>((sum) =>
    sum === '' || /^[a-f0-9]{64}$/.test(sum)
      ? undefined
      : `must be a SHA-256 sum in small letters, got ${shown(sum)}`,
  ),
  imagePullSecret: value<string>((name) => (name.length > 253 ? 'may have 253 characters' : undefined)),
  pluginName: value<string>((name) => (name.length > 256 ? 'may have 256 characters' : undefined)),
  vmConfig: object({ env: environment }),
};

/** A module must come from somewhere. */
export const fromUrl: Shape<{ readonly url?: string }> = ({ url: from = '' }, place) => {
  const problem = from === '' ? 'is required' : moduleUrl(from);
  if (problem !== undefined) place.report(problem, { at: ['url'] });
};

/** Which traffic an extension is for. */
export const trafficMatch = list(
  object({
    ports: list(
      object<{ readonly number?: number }>({}, ({ number = 0 }, place) => {
        if (number < 1 || number > 65535)
          place.report(`must be a port from 1 to 65535, got ${number}`, { at: ['number'] });
      }),
    ),
  }),
);

/** What istiod asks of a WasmPlugin. */
export const wasmPlugin = object<{ readonly url?: string }>(
  { ...selectionFields, ...wasmFields, match: trafficMatch, priority: value(int32) },
  fromUrl,
  oneSelection as Shape<object>,
);

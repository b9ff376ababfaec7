import { object, type Shape, value } from '../shape';
import { oneSelection, selectionFields } from './selection';
import { int32 } from './values';
import { fromUrl, trafficMatch, wasmFields } from './wasm-plugin';

const lua = object<{ readonly inlineCode?: string }>({}, ({ inlineCode = '' }, place) => {
  if (inlineCode === '') place.report('must have inlineCode');
  else if (Buffer.byteLength(inlineCode) > 65536) place.report('may have 64 KB', { at: ['inlineCode'] });
});

/** What istiod asks of a TrafficExtension. */
export const trafficExtension = object<{ readonly wasm?: unknown; readonly lua?: unknown }>(
  {
    selector: selectionFields.selector,
    targetRefs: selectionFields.targetRefs,
    match: trafficMatch,
    priority: value(int32),
    lua,
    wasm: object<{ readonly url?: string }>(wasmFields, fromUrl),
  },
  oneSelection as Shape<object>,
  (spec, place) => {
    if (Boolean(spec.wasm) === Boolean(spec.lua)) place.report('must have exactly one of wasm and lua');
  },
);

import type { TrafficExtensionSpec } from '../../../imports/extensions.istio.io/traffic-extension';
import { text } from '../../values/check';
import { given } from '../../values/options';
import { variants } from '../../values/shape';
import type { Plain } from '../resource';
import { renderModule, type WasmModule, wasmModule } from './wasm-module';

/** What an extension is written in. */
export type TrafficFilter =
  | (WasmModule & { readonly kind: 'wasm' })
  | { readonly kind: 'lua'; readonly inlineCode: string };

export const TrafficFilter = {
  /** A module of WebAssembly. */
  wasm(url: string, options: Omit<WasmModule, 'url'> = {}): TrafficFilter {
    return { ...given(options), kind: 'wasm', url };
  },

  /** A script in Lua with `envoy_on_request` or `envoy_on_response`, of up to 64 KiB. */
  lua(inlineCode: string): TrafficFilter {
    return { kind: 'lua', inlineCode };
  },
};

const mostBytes = 65536;

export const trafficFilter = variants<TrafficFilter>('a filter', {
  wasm: wasmModule,
  lua: {
    inlineCode: text({
      holds: (code) => code !== '' && Buffer.byteLength(code) <= mostBytes,
      problem: `a script has 1 to ${mostBytes} bytes`,
      instead: "write for example 'function envoy_on_request(handle) … end', or take TrafficFilter.wasm",
    }),
  },
});

export function renderFilter(filter: TrafficFilter): Pick<Plain<TrafficExtensionSpec>, 'wasm' | 'lua'> {
  switch (filter.kind) {
    case 'wasm':
      return { wasm: renderModule(filter) };
    case 'lua':
      return { lua: { inlineCode: filter.inlineCode } };
    default:
      return filter satisfies never;
  }
}

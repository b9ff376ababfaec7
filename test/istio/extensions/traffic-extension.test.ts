import { App } from 'cdk8s';
import { ApiVersions, TrafficExtension, TrafficFilter } from '../../../lib/istio';
import { IstioRelease } from '../../../lib/release/istio-release';
import { errorOf } from '../../error-of';
import { rendered, spec } from '../rendered';

const build = (filter: TrafficFilter) =>
  spec((chart) => new TrafficExtension(chart, 'extension', { filter }));

describe('TrafficExtension', () => {
  it('adds a script', () => {
    const inlineCode = 'function envoy_on_request(handle) end';
    expect(build(TrafficFilter.lua(inlineCode))).toEqual({ lua: { inlineCode } });
  });

  it('adds a module', () => {
    expect(build(TrafficFilter.wasm('https://example.com/a.wasm', { pluginName: 'a' }))).toEqual({
      wasm: { url: 'https://example.com/a.wasm', pluginName: 'a' },
    });
  });

  it.each<[TrafficFilter, string]>([
    [
      TrafficFilter.lua(''),
      "filter.inlineCode: a script has 1 to 65536 bytes, got ''; write for example 'function envoy_on_request(handle) … end', or take TrafficFilter.wasm",
    ],
    [
      TrafficFilter.wasm('a b'),
      "filter.url: a module is at a URL with oci, https, http or file, got 'a b'; write for example 'oci://ghcr.io/example/filter:1.0'",
    ],
    [
      'function envoy_on_request(handle) end' as never,
      "filter: a filter is expected, got 'function envoy_on_request(handle) end'; make a filter with its factory; kinds are 'wasm', 'lua'",
    ],
  ])('rejects what Istio does not take (%#)', (filter, problem) => {
    expect(() => build(filter)).toThrow(errorOf(`chart/extension: ${problem}`));
  });

  it('rejects a script of more than 64 KiB, in bytes', () => {
    expect(() => build(TrafficFilter.lua('é'.repeat(32_769)))).toThrow('a script has 1 to 65536 bytes');
    expect(build(TrafficFilter.lua('é'.repeat(32_768)))).toBeDefined();
  });

  it('is told what to take instead by a release that does not have it', () => {
    const app = new App();
    ApiVersions.use(app, IstioRelease.of('1.29').apiVersions);
    const filter = TrafficFilter.lua('function envoy_on_request(handle) end');
    expect(() => rendered((chart) => new TrafficExtension(chart, 'extension', { filter }), app)).toThrow(
      "chart/extension: the chosen Istio release does not have this kind, got 'TrafficExtension'; choose a newer release or take a WasmPlugin for a module, an EnvoyFilter for Lua: it came with Istio 1.30",
    );
  });
});

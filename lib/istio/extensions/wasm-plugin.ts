import type { Construct } from 'constructs';
import * as generated from '../../../imports/extensions.istio.io/wasm-plugin';
import { shape } from '../../values/shape';
import { namespaceOf, placeFault } from '../references/policy-place';
import type { PolicySubject } from '../references/policy-targets';
import { IstioResource, resourceKind } from '../resource';
import { type AnyExtensionPlace, type ExtensionPlace, extensionPlace, renderPlace } from './extension-place';
import { renderModule, type WasmModule, wasmModule } from './wasm-module';

/** A module of WebAssembly, and in which proxies it runs. */
export interface WasmPluginProps<Subject extends PolicySubject | undefined = PolicySubject | undefined>
  extends ExtensionPlace<Subject>,
    WasmModule {}

interface Properties extends AnyExtensionPlace, WasmModule {}

const wasmPlugin = resourceKind<Properties, generated.WasmPluginSpec>({
  generated: generated.WasmPlugin,
  check: shape<Properties>({ ...extensionPlace, ...wasmModule }),
  namespace: namespaceOf,
  rule: placeFault,
  render: (props, { mesh }) => ({ ...renderPlace(props, mesh), ...renderModule(props) }),
});

/**
 * Adds a module of WebAssembly to the filters of some proxies.
 *
 * @example
 * new WasmPlugin(this, 'basic-auth', {
 *   workload: productpage,
 *   url: 'oci://ghcr.io/istio-ecosystem/wasm-extensions/basic_auth:1.12.0',
 *   phase: 'authn',
 *   pluginConfig: { basic_auth_rules: [{ prefix: '/productpage', request_methods: ['GET'] }] },
 * });
 * @throws ConfigError for a URL that modules are not taken from, a workload of another namespace
 * @see https://istio.io/latest/docs/reference/config/proxy_extensions/wasm-plugin/
 */
export class WasmPlugin<
  const Subject extends PolicySubject | undefined = undefined,
> extends IstioResource<Properties> {
  public constructor(scope: Construct, id: string, props: WasmPluginProps<Subject>) {
    super(scope, id, wasmPlugin, props as Properties);
  }
}

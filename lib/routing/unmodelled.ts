import type { MeshModel } from '../model/mesh-model';

/** Objects that change what proxies do in ways that no answer can tell, each in one line. */
export function unmodelledObjects(model: MeshModel): string[] {
  return [
    ...model.envoyFilters.map(
      ({ namespace, name }) => `EnvoyFilter ${namespace}/${name} may change any of this`,
    ),
    ...model.wasmPlugins.map(
      ({ namespace, name }) => `WasmPlugin ${namespace}/${name} may change any of this`,
    ),
  ];
}

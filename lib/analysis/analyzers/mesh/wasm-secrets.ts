import { isGiven } from '../../../model/knowledge';
import { keyOf } from '../../../model/mesh-model';
import type { Analyzer } from '../../analyzer';

/** The Secrets by which plugins are fetched. */
export const wasmSecrets: Analyzer = {
  rules: ['secret-missing'],
  reads: ['wasmPlugins', 'secrets', 'workloads', 'services', 'namespaces'],
  *analyze(model) {
    for (const plugin of model.wasmPlugins) {
      const name = plugin.spec.imagePullSecret;
      if (!name || !isGiven(model, plugin.namespace)) continue;
      if (model.byIdentity.has(keyOf({ group: '', kind: 'Secret', namespace: plugin.namespace, name })))
        continue;
      yield {
        rule: 'secret-missing',
        about: plugin,
        path: ['spec', 'imagePullSecret'],
        message: `there is no Secret ${plugin.namespace}/${name}: the plugin is not fetched`,
      };
    }
  },
};

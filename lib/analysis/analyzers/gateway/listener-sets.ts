import { takes } from '../../../model/control-plane';
import { isKnown } from '../../../model/knowledge';
import type { ObjectOf } from '../../../model/mesh-kinds';
import { keyOf } from '../../../model/mesh-model';
import { mayTakeNamespace, ownGatewayClasses, parentKind } from '../../../model/routes';
import { generatedBy } from '../../../model/workload';
import { type Analyzer, shown } from '../../analyzer';

/** Classes of istiod's own whose Gateways have no other listeners than their own. */
const withoutSets = ownGatewayClasses.filter((name) => name !== 'istio');

/** Whether ListenerSets are at the Gateway that they name. */
export const listenerSets: Analyzer = {
  rules: ['listener-set-parent-missing', 'listener-set-not-allowed'],
  reads: ['listenerSets', 'kubernetesGateways', 'gatewayClasses', 'namespaces', 'workloads', 'settings'],
  *analyze(model) {
    if (!takes(model, 'ListenerSet')) return;
    for (const set of model.listenerSets) {
      const { parentRef = {} } = set.spec;
      if (parentKind(parentRef) !== 'gateway') continue;
      const namespace = parentRef.namespace || set.namespace;
      const name = parentRef.name ?? '';
      const path = ['spec', 'parentRef'];
      const gateway = model.byIdentity.get(
        keyOf({ group: 'gateway.networking.k8s.io', kind: 'Gateway', namespace, name }),
      ) as ObjectOf<'kubernetesGateways'> | undefined;
      if (gateway === undefined) {
        if (!isKnown(model, namespace, 'kubernetesGateways')) continue;
        const message = `there is no Gateway ${namespace}/${name}: nobody listens on the ports`;
        yield { rule: 'listener-set-parent-missing', about: set, path: [...path, 'name'], message };
        continue;
      }
      const { allowedListeners, gatewayClassName = '' } = gateway.spec;
      const refused = { rule: 'listener-set-not-allowed', about: set, path, also: [gateway] } as const;
      if (
        withoutSets.includes(gatewayClassName) ||
        generatedBy(gatewayClassName, model.gatewayClasses) === 'waypoint'
      ) {
        const message = `a Gateway of class ${gatewayClassName} takes no ListenerSets: nobody listens on the ports`;
        yield { ...refused, message, suggestion: 'write the name of a Gateway of class istio' };
        continue;
      }
      const allowed = allowedListeners?.namespaces;
      const namespaces = { ...allowed, from: allowed?.from ?? 'None' };
      if (mayTakeNamespace(model, namespace, namespaces, set.namespace)) continue;
      const message = `${shown(gateway)} takes no ListenerSets of namespace ${set.namespace}: nobody listens on the ports`;
      yield { ...refused, message };
    }
  },
};

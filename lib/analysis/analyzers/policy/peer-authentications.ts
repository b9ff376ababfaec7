import { grouped } from '../../../model/grouped';
import type { ObjectOf } from '../../../model/mesh-kinds';
import { type Analyzer, shown } from '../../analyzer';
import { selectedWorkloads } from './selected';

/** PeerAuthentications that another outdoes, or that nobody obeys. */
export const peerAuthentications: Analyzer = {
  rules: ['peer-auth-two-defaults', 'mtls-disable-in-ambient'],
  reads: ['peerAuthentications', 'workloads', 'settings'],
  *analyze(model) {
    const isWhole = ({ spec }: ObjectOf<'peerAuthentications'>) =>
      Object.keys(spec.selector?.matchLabels ?? {}).length === 0;
    for (const all of grouped(
      model.peerAuthentications.filter(isWhole),
      ({ namespace }) => namespace,
    ).values()) {
      const [first, ...others] = all;
      for (const other of others) {
        if (first === undefined) continue;
        yield {
          rule: 'peer-auth-two-defaults',
          about: other,
          path: ['spec'],
          message: `${shown(first)} is for all of ${first.namespace === model.settings.rootNamespace ? 'the mesh' : first.namespace} too: of the two the older one holds`,
          also: [first],
        };
      }
    }
    for (const policy of model.peerAuthentications) {
      const ports = Object.entries(policy.spec.portLevelMtls ?? {}).filter(
        ([, { mode }]) => mode === 'DISABLE',
      );
      const isOff = policy.spec.mtls?.mode === 'DISABLE';
      if (!isOff && ports.length === 0) continue;
      const workload = selectedWorkloads(model, policy).find(({ proxy }) => proxy === 'ztunnel');
      if (workload === undefined) continue;
      yield {
        rule: 'mtls-disable-in-ambient',
        about: policy,
        path: isOff ? ['spec', 'mtls', 'mode'] : ['spec', 'portLevelMtls', ports[0]?.[0] ?? '', 'mode'],
        message: `ztunnel, which stands before ${shown(workload.object)}, ignores DISABLE: it takes connections with and without mutual TLS`,
        also: [workload.object],
      };
    }
  },
};

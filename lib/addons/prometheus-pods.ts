import type { NetworkPolicyPeer } from 'kubernetes-types/networking/v1';

/** A Prometheus of whichever namespace, as what other add-ons let in to read their own metrics. */
export const prometheusPods: NetworkPolicyPeer = {
  podSelector: { matchLabels: { 'app.kubernetes.io/name': 'prometheus' } },
  namespaceSelector: {},
};

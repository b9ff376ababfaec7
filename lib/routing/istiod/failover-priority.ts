import { topologyLabels } from '../../values/topology-labels';
import { labelOf, type Member } from './locality-members';

/** What manifests do not tell of somebody. */
export interface Untold {
  readonly who: Member;
  readonly label: string;
}

/**
 * How far down a pod stands by the labels that it shares with the client: 0 with all of them, one more for each that
 * does not count because it, or one before it, differs.
 *
 * @param labels in the order of their weight, each perhaps with the value that is wanted instead of the client's
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LocalityLoadBalancerSetting
 */
export function failoverRank(
  labels: readonly string[],
  client: Member,
  member: Member,
  ordersOtherNetworks: boolean,
): number | Untold {
  let offset = 0;
  for (const [place, written] of labels.entries()) {
    const [label = '', fixed] = written.split('=');
    const wanted = fixed ?? labelOf(client, label);
    const found = labelOf(member, label);
    if (wanted === undefined) return { who: client, label };
    if (found === undefined) return { who: member, label };
    if (wanted === found) continue;
    if (!ordersOtherNetworks || place > 0 || label !== topologyLabels.network) {
      return offset + labels.length - place;
    }
    offset = labels.length;
  }
  return offset;
}

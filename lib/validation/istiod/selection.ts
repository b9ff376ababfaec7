import { shown } from '../schema/shown';
import { isSet, list, object, type Shape } from '../shape';
import { selected } from './labels';
import { isSince } from './release';

interface Reference {
  readonly group?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
}

interface Selection {
  readonly selector?: unknown;
  readonly targetRef?: unknown;
  readonly targetRefs?: unknown;
}

/** What a policy can be attached to, as group and kind, and since when. */
const targets: ReadonlyMap<string, string> = new Map([
  ['core/Service', '1.22'],
  ['networking.istio.io/ServiceEntry', '1.24'],
  ['gateway.networking.k8s.io/Gateway', '1.20'],
  ['gateway.networking.k8s.io/GatewayClass', '1.25'],
]);

const reference: Shape<Reference> = ({ group, kind, name, namespace }, place) => {
  if (!name) place.report('must have a name');
  if (namespace)
    place.report(`can not refer to another namespace, got ${shown(namespace)}`, { at: ['namespace'] });
  const since = targets.get(`${group || 'core'}/${kind}`);
  const got = `${group ?? ''}/${kind ?? ''}`;
  if (since !== undefined && !isSince(since, place)) {
    place.report(`can be a ${kind} since Istio ${since} only, got ${got}`);
  } else if (since === undefined) {
    place.report(
      `must be a Service, a ServiceEntry (group networking.istio.io), a Gateway or a GatewayClass (group gateway.networking.k8s.io), got ${got}`,
    );
  }
};

/** Workloads, chosen by labels. */
export const selector = object({ matchLabels: selected });

/** Which workloads or targets a policy is for: fields of its `spec`. */
export const selectionFields = {
  selector,
  targetRef: reference,
  targetRefs: list(reference),
};

/** A policy is for the workloads that it selects, or for its targets. */
export const oneSelection: Shape<Selection> = (spec, place) => {
  const set = (['selector', 'targetRef', 'targetRefs'] as const).filter((name) => isSet(spec[name]));
  if (set.length > 1)
    place.report(`can have one of selector, targetRef and targetRefs, got ${set.join(' and ')}`);
};

/** Workloads, chosen by the older selector of networking kinds. */
export const workloadSelector = object({ labels: selected });

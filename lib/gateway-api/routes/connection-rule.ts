import { type Fault, within } from '../../diagnostics/fault';
import type { ObjectPlace } from '../../istio/resource';
import { list } from '../../values/check';
import type { NonEmpty } from '../../values/non-empty';
import { optional, shape } from '../../values/shape';
import { type Backend, backend, backendsFault, renderBackend } from '../references/backend';
import type { IReferenceGrant, Referrer } from '../references/reference-grant-ref';
import { ruleName } from './route';

/** Where connections go. */
export interface ConnectionRule {
  /** What policies and status know it by. */
  readonly name?: string;
  readonly backends: NonEmpty<Backend>;
}

/** One rule: Istio and the standard take no more for connections. */
export const connectionRules = list(
  shape<ConnectionRule>({ name: optional(ruleName), backends: list(backend, { most: 16 }) }),
  { most: 1 },
);

/** Refuses backends of other namespaces that no grant lets be named. */
export function connectionRulesFault(
  [rule]: readonly [ConnectionRule],
  referrer: Referrer,
  place: ObjectPlace,
  grants: readonly IReferenceGrant[] | undefined,
): Fault | undefined {
  const found = backendsFault(rule.backends, referrer, place, grants);
  return within('rules', within(0, within('backends', found)));
}

export function renderConnectionRule({ name, backends }: ConnectionRule, place: ObjectPlace) {
  return {
    ...(name !== undefined && { name }),
    backendRefs: backends.map((backend) => renderBackend(backend, place)),
  };
}

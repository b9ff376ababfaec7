import { type Fault, fault, within } from '../../diagnostics/fault';
import { type IstioObjectProps, type ObjectPlace, objectProps } from '../../istio/resource';
import { distinct, firstFault, list } from '../../values/check';
import type { NonEmpty } from '../../values/non-empty';
import { optional, type Shape } from '../../values/shape';
import { attachmentFault } from '../references/attachment';
import { grantConstructs } from '../references/backend';
import { hostname } from '../references/hostname';
import type { RouteKind } from '../references/listener-facts';
import {
  listenerName,
  type Parent,
  parent,
  parentConstructs,
  parentsFault,
  renderParent,
} from '../references/parent';
import { grants, type IReferenceGrant } from '../references/reference-grant-ref';

/** What every route says. */
export interface RouteProps extends IstioObjectProps {
  /** What it is attached to. */
  readonly parents: NonEmpty<Parent>;
  /** Lets backends of other namespaces be named. */
  readonly grants?: NonEmpty<IReferenceGrant>;
}

/** The checks of {@link RouteProps}, to be joined with those of a kind's own. */
export const routeProps = {
  ...objectProps,
  parents: list(parent, { most: 32 }),
  grants: optional(grants),
} satisfies Shape<RouteProps>;

/** The hosts that a route is for. */
export const hostnames = distinct(hostname, { most: 16 });

/** A rule's name, by which policies and status know it. */
export const ruleName = listenerName;

/** Refuses parents that take no route such as this. */
export function routeFault(
  kind: RouteKind,
  { parents, hostnames = [] }: RouteProps & { readonly hostnames?: readonly string[] },
  place: ObjectPlace,
): Fault | undefined {
  return within(
    'parents',
    parentsFault(parents, place) ??
      firstFault(parents.length, (index) =>
        within(index, attachmentFault(parents[index] as Parent, { kind, hostnames }, place)),
      ),
  );
}

/** Refuses rules that share a name. */
export function ruleNamesFault(rules: readonly { readonly name?: string }[]): Fault | undefined {
  const names = rules.map(({ name }) => name);
  const index = names.findIndex((name, at) => name !== undefined && names.indexOf(name) < at);
  return index < 0
    ? undefined
    : within(
        index,
        within('name', fault('another rule has this name', names[index], 'give it one of its own')),
      );
}

/** What a route is applied after: what it is attached to and what grants its backends. */
export function routeAfter({ parents, grants }: RouteProps) {
  return [...parentConstructs(parents), ...grantConstructs(grants)];
}

export function renderParents({ parents }: RouteProps, place: ObjectPlace) {
  return parents.map((parent) => renderParent(parent, place));
}

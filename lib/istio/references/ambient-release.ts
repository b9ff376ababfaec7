import type { IConstruct } from 'constructs';
import { type Fault, fault, within } from '../../diagnostics/fault';
import { ApiVersions } from '../../release/api-versions';
import { minorOf } from '../../release/minor';
import type { IWaypoint } from './waypoint-ref';

/** With which release of Istio each part of ambient mode came, by the word that it is said with. */
const since = {
  'istio.io/dataplane-mode': '1.18',
  'istio.io/use-waypoint': '1.22',
  'istio.io/use-waypoint-namespace': '1.23',
} as const;

/** Refuses a label of ambient mode that the release chosen for `scope` does not know: nothing would come of it. */
export function ambientFault(scope: IConstruct, label: keyof typeof since, got: unknown): Fault | undefined {
  const release = ApiVersions.releaseOf(scope);
  const first = since[label];
  if (release === undefined || minorOf(release) >= minorOf(first)) return undefined;
  return fault(
    `the label ${label} is known to Istio from ${first} on, the app is written for ${release}`,
    got,
    `choose Istio ${first} or newer (ISTIO_RELEASE=${first}), or leave it out`,
  );
}

/** Refuses a waypoint that the release would not look for: of the namespace itself, or of another. */
export function waypointFault(
  scope: IConstruct,
  waypoint: IWaypoint | undefined,
  namespace: string,
): Fault | undefined {
  if (waypoint === undefined) return undefined;
  const isForeign = waypoint.namespace !== undefined && waypoint.namespace !== namespace;
  return within(
    'waypoint',
    ambientFault(scope, 'istio.io/use-waypoint', waypoint.name) ??
      (isForeign
        ? ambientFault(scope, 'istio.io/use-waypoint-namespace', `${waypoint.namespace}/${waypoint.name}`)
        : undefined),
  );
}

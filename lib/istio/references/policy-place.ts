import { type Fault, fault, within } from '../../diagnostics/fault';
import { optional } from '../../values/shape';
import type { IstioObjectProps, ObjectPlace } from '../resource';
import { describedNamespace, type INamespace, namespaceObject } from './namespace-ref';
import {
  type AnySubject,
  foreignSubject,
  isPolicyTargets,
  type PolicySubject,
  PolicyTargets,
  policySubject,
  unreadSubject,
} from './policy-targets';
import { unreadFault } from './request-reader';
import type { IWaypoint } from './waypoint-ref';

/** Namespaces in which somebody reads requests who goes by what a policy is for: sidecars by labels, waypoints by objects. */
export type NamespaceFor<Subject> = Subject extends PolicyTargets
  ? INamespace
  : Subject extends undefined
    ? INamespace<'sidecar' | 'waypoint'>
    : INamespace<'sidecar'>;

/** For whose requests a policy is, and where it lies. */
export interface PolicyPlace<Subject extends PolicySubject | undefined = PolicySubject | undefined>
  extends IstioObjectProps {
  /**
   * The pods or objects that are called, in its own namespace.
   * @default - all of its namespace; in the root namespace, all of the mesh
   */
  readonly workload?: Subject;
  /**
   * The namespace that it lies in, by which it is known who reads the requests: of one in ambient mode the waypoint, which
   * the policy is then attached to, unless `workload` says otherwise.
   * @default - the chart's
   */
  readonly namespace?: NamespaceFor<Subject>;
}

/** The same for whoever has no types. */
export interface AnyPlace extends IstioObjectProps {
  readonly workload?: AnySubject;
  readonly namespace?: INamespace;
}

/** The checks of {@link PolicyPlace}, to be joined with {@link objectProps} and those of a kind's own. */
export const placeProps = { workload: optional(policySubject), namespace: optional(namespaceObject) };

/** The namespace that the properties put a policy into. */
export function namespaceOf({ namespace }: AnyPlace): INamespace | undefined {
  return namespace;
}

/** Refuses what no policy reaches, and what is about requests that nobody reads who would go by the policy. */
export function placeFault(props: AnyPlace, place: ObjectPlace): Fault | undefined {
  const { namespace } = props;
  const known = spaceOf(props, place);
  return (
    readPlaceFault(props, place) ??
    (known?.requestsReadBy !== 'waypoint'
      ? undefined
      : namespace === undefined
        ? unnamedFault(known)
        : within('namespace', foreignWaypoint(namespace)))
  );
}

/** The same of what waypoints read too where it is for all of a namespace. */
export function readPlaceFault(props: AnyPlace, place: ObjectPlace): Fault | undefined {
  return foreignSubject(props, place) ?? unreadSubject(props) ?? unreadNamespace(props, place);
}

function unreadNamespace(props: AnyPlace, place: ObjectPlace): Fault | undefined {
  const { workload, namespace } = props;
  const known = workload === undefined ? spaceOf(props, place) : namespace;
  if (workload !== undefined && isPolicyTargets(workload)) return undefined;
  const found =
    known?.requestsReadBy === 'nobody'
      ? unreadFault(known, known.name)
      : workload !== undefined && known?.requestsReadBy === 'waypoint'
        ? byLabelsFault(known)
        : undefined;
  return namespace === undefined ? found : within('namespace', found);
}

/** The namespace, as far as it is known, that a policy without a workload is for. */
function spaceOf({ workload, namespace }: AnyPlace, place: ObjectPlace): INamespace | undefined {
  if (workload !== undefined) return undefined;
  return namespace ?? describedNamespace(place.construct, place.namespace);
}

function byLabelsFault({ name }: INamespace): Fault {
  return fault(
    'a waypoint reads its requests, which does not go by the labels of pods',
    name,
    'give workload: PolicyTargets.of(the service), or leave the workload out',
  );
}

/** A namespace that the app describes and that a policy does not name: its waypoint would not look at the policy. */
export function unnamedFault({ name }: INamespace): Fault {
  return fault(
    'a waypoint reads the requests in this namespace, and looks at what is attached to it alone',
    name,
    'give namespace: the MeshNamespace, whose waypoint it is then attached to, or workload: PolicyTargets.of(…)',
  );
}

/** Refuses to attach what lies in a namespace to a waypoint of another, where istiod does not look for it. */
export function foreignWaypoint({ name, waypoint }: INamespace): Fault | undefined {
  if (waypoint?.namespace === undefined || waypoint.namespace === name) return undefined;
  return fault(
    `its waypoint lies in '${waypoint.namespace}', where no policy of another namespace is attached`,
    name,
    'give workload: PolicyTargets.of(the services)',
  );
}

/** What a policy is for, where it is kept by the waypoint of its namespace: that. */
export function keptSubject({ workload, namespace }: AnyPlace): AnySubject | undefined {
  if (workload !== undefined || namespace?.requestsReadBy !== 'waypoint') return workload;
  return PolicyTargets.of(namespace.waypoint as IWaypoint);
}

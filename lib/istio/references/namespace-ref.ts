import type { IConstruct } from 'constructs';
import { type Fault, fault, within } from '../../diagnostics/fault';
import { type Check, every } from '../../values/check';
import { namespaceName } from '../../values/dns-label';
import { optional, reference } from '../../values/shape';
import { type RequestReader, requestReader } from './request-reader';
import { type IWaypoint, waypoint } from './waypoint-ref';

/** A namespace of which it is known who reads the requests in it: a `MeshNamespace`, or `MeshNamespace.named`. */
export interface INamespace<Reader extends RequestReader = RequestReader> {
  readonly kind: 'namespace';
  readonly name: string;
  /** Who reads the requests to what lies in it, as far as that names no waypoint of its own. */
  readonly requestsReadBy: Reader;
  /** The waypoint, where it is one that reads them. */
  readonly waypoint?: IWaypoint | undefined;
}

/** Who reads the requests to a service that may name a waypoint and a namespace; without either it has sidecars. */
export type ReaderOf<Namespace, Waypoint> = Waypoint extends IWaypoint
  ? 'waypoint'
  : Namespace extends INamespace<infer Reader>
    ? Reader
    : 'sidecar';

/** Who reads the requests, as {@link ReaderOf} tells the compiler. */
export function readerOf(namespace: INamespace | undefined, waypoint: IWaypoint | undefined): RequestReader {
  return waypoint !== undefined ? 'waypoint' : (namespace?.requestsReadBy ?? 'sidecar');
}

const instead = "give a MeshNamespace, or MeshNamespace.named('demo', { injection: Injection.ambient })";

export const namespaceObject: Check<INamespace> = every(
  reference<INamespace>('a namespace', instead, ['namespace'], {
    name: namespaceName,
    requestsReadBy: requestReader,
    waypoint: optional(waypoint),
  }),
  ({ requestsReadBy, waypoint: reader }: INamespace) =>
    requestsReadBy === 'waypoint' && reader === undefined
      ? within('waypoint', fault('a waypoint reads its requests, and which one is not said', reader, instead))
      : undefined,
);

const known = new WeakMap<IConstruct, Map<string, INamespace>>();

/** Remembers a namespace for all of its app. */
export function rememberNamespace(construct: IConstruct, namespace: INamespace): void {
  const { root } = construct.node;
  const ofApp = known.get(root) ?? new Map<string, INamespace>();
  known.set(root, ofApp.set(namespace.name, namespace));
}

/** The namespace of a name, as far as the app has described it by now. */
export function describedNamespace(construct: IConstruct, name: string | undefined): INamespace | undefined {
  return name === undefined ? undefined : known.get(construct.node.root)?.get(name);
}

/**
 * Refuses what configures sidecars where there is none: for pods in ambient mode, or for all of a namespace that the app
 * has described as one in ambient mode.
 */
export function sidecarlessFault(
  workload: { readonly requestsReadBy?: RequestReader; readonly labels?: unknown } | undefined,
  { construct, namespace }: { readonly construct: IConstruct; readonly namespace: string | undefined },
): Fault | undefined {
  const pods = workload ?? describedNamespace(construct, namespace);
  if (pods === undefined || (pods.requestsReadBy ?? 'sidecar') === 'sidecar') return undefined;
  const found = fault(
    'the pods are in ambient mode and have no sidecar',
    workload === undefined ? namespace : workload.labels,
    'leave it out, or let the namespace have sidecars: Injection.enabled',
  );
  return workload === undefined ? found : within('workload', found);
}

/** Refuses a namespace of another name than the one that `metadata` puts an object into. */
export function namespaceFault(namespace: INamespace, written: string | undefined): Fault | undefined {
  if (written === undefined || written === namespace.name) return undefined;
  return within(
    'namespace',
    fault(
      `metadata.namespace says that it lies in '${written}'`,
      namespace.name,
      'leave metadata.namespace out',
    ),
  );
}

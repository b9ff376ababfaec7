import { shown } from '../schema/shown';
import { isSet, list, object, type Place, type Shape } from '../shape';
import { container } from './container';
import { labelMap } from './label-map';
import { always, dnsLabel, dnsSubdomain, named, qualifiedName } from './names';
import { needsSpec } from './needs-spec';
import { images, initContainers, neverRestarted, sleeps, together } from './pod-containers';
import { eachHostPortOfPodOnce, eachHostPortOnce, namespaces, onHost, settingsOfPod } from './pod-on-node';
import type { PodSpec } from './pod-spec';
import { addressFamily } from './ranges';
import { oneOf, within } from './required';
import { claims, resourceClaims } from './resource-claims';
import { overhead, resourcesOfPod, withinPod } from './resources';
import { scheduling } from './scheduling';
import { podSecurity } from './security-context';
import { volumes } from './volumes';
import type { PodOfSystem } from './windows';

/** Who asks no DNS of the cluster says whom to ask. */
const ownNames: Shape<PodSpec> = ({ dnsPolicy, dnsConfig }, place) => {
  if (dnsPolicy === 'None' && !isSet(dnsConfig?.nameservers))
    place.report('must have nameservers where dnsPolicy is None', { at: ['dnsConfig'] });
};

/** The old name of the field holds where the other is empty. */
const account: Shape<PodSpec> = ({ serviceAccountName, serviceAccount }, place) => {
  if (!serviceAccountName && serviceAccount && !dnsSubdomain.fits(serviceAccount))
    place.report(`must ${dnsSubdomain.words}, got ${shown(serviceAccount)}`, { at: ['serviceAccount'] });
};

const subdomain = named(dnsSubdomain);
const fields = {
  containers: list(container),
  initContainers: list(container),
  volumes,
  nodeSelector: labelMap,
  securityContext: podSecurity,
  ...scheduling,
  overhead,
  resources: resourcesOfPod,
  resourceClaims,
  activeDeadlineSeconds: within(1, 2 ** 31 - 1),
  hostname: named(dnsLabel),
  subdomain: named(dnsLabel),
  os: object({ name: oneOf('linux', 'windows') }),
  readinessGates: list(object({ conditionType: always(qualifiedName) })),
  serviceAccountName: subdomain,
  priorityClassName: subdomain,
  runtimeClassName: subdomain,
  nodeName: subdomain,
  hostAliases: list(
    object<{ readonly ip?: string }>({ hostnames: list(always(dnsSubdomain)) }, ({ ip = '' }, place) => {
      if (addressFamily(ip) === 0) place.report(`must be an IP address, got ${shown(ip)}`, { at: ['ip'] });
    }),
  ),
};

const hasWindows = ({ securityContext }: { readonly securityContext?: PodOfSystem['securityContext'] }) =>
  Boolean(securityContext?.windowsOptions);

/** What the system of the node has and has not: of few pods it is told. */
const ofSystem: Shape<PodSpec> = (spec, place) => {
  const { containers = [], initContainers: before = [] } = spec;
  if (spec.os || hasWindows(spec) || containers.some(hasWindows) || before.some(hasWindows))
    (require('./windows') as typeof import('./windows')).system(spec, place);
};

const judges = [
  ofSystem,
  together,
  namespaces,
  onHost,
  settingsOfPod,
  claims,
  ownNames,
  neverRestarted,
  account,
  initContainers,
  sleeps,
  withinPod,
  images('containers'),
  images('initContainers'),
];

/** What the API server asks of a pod. */
export const podSpec = object<PodSpec>(fields, ...judges, eachHostPortOnce);

const { hostname: _, subdomain: __, ...unnamed } = fields;

/** The same of the pods of a StatefulSet, which gives them their names itself. */
export const podSpecOfStatefulSet = object<PodSpec>(unnamed, ...judges, eachHostPortOnce);

interface SinglePod extends PodSpec {
  readonly overhead?: object;
  readonly runtimeClassName?: string | null;
  readonly priority?: number | null;
  readonly priorityClassName?: string;
  readonly preemptionPolicy?: string;
  readonly schedulingGates?: readonly object[];
  readonly nodeName?: string;
}

/** What the API server works out itself from the classes of a Pod, and refuses where it is said without one. */
const classes: Shape<SinglePod> = (spec, place) => {
  if (spec.overhead && !spec.runtimeClassName)
    place.report('is that of a RuntimeClass, which runtimeClassName must name', { at: ['overhead'] });
  if (spec.priority && !spec.priorityClassName)
    place.report('is that of a PriorityClass, which priorityClassName must name', { at: ['priority'] });
  if (spec.preemptionPolicy === 'Never' && !spec.priorityClassName)
    place.report('is that of a PriorityClass, which priorityClassName must name', {
      at: ['preemptionPolicy'],
    });
  if (isSet(spec.schedulingGates) && spec.nodeName)
    place.report('can not be set before the schedulingGates are gone', { at: ['nodeName'] });
};

/** What the API server asks of a Pod: its own policy decides when it ends. */
export const pod = object(
  { spec: object<SinglePod>(fields, ...judges, eachHostPortOfPodOnce, classes) },
  needsSpec,
);

/** Reports where a workload's pods must restart, or must not. */
export function checkRestart(
  spec: PodSpec | undefined,
  allowed: readonly string[],
  place: Place,
  at: readonly string[],
): void {
  const { restartPolicy } = spec ?? {};
  if (restartPolicy && !allowed.includes(restartPolicy)) {
    place.report(`must be ${allowed.join(' or ')}, got ${restartPolicy}`, { at: [...at, 'restartPolicy'] });
  }
}

import { shown } from '../schema/shown';
import { isSet, list, object, type Place, type Shape } from '../shape';
import { container } from './container';
import { labelMap } from './label-map';
import { always, dnsLabel, dnsSubdomain, named, qualifiedName } from './names';
import { needsSpec } from './needs-spec';
import {
  eachHostPortOfPodOnce,
  eachHostPortOnce,
  namespaces,
  onHost,
  type PodOnNode,
  settingsOfPod,
} from './pod-on-node';
import { addressFamily } from './ranges';
import { oneOf, within } from './required';
import { claims, type ResourceClaim, resourceClaims } from './resource-claims';
import { overhead, resourcesOfPod, type Taken, withinPod } from './resources';
import { scheduling } from './scheduling';
import { podSecurity } from './security-context';
import { volumes } from './volumes';
import type { PodOfSystem } from './windows';

interface Named {
  readonly name?: string;
}

/** The part of a pod that other checks look at. */
export interface PodSpec extends PodOnNode, Pick<PodOfSystem, 'os' | 'securityContext'> {
  readonly volumes?: readonly (Named & Readonly<Record<string, unknown>>)[];
  readonly resources?: Taken;
  readonly resourceClaims?: readonly ResourceClaim[];
  readonly restartPolicy?: string;
  readonly ephemeralContainers?: readonly object[];
  readonly terminationGracePeriodSeconds?: number | null;
  readonly dnsPolicy?: string;
  readonly dnsConfig?: { readonly nameservers?: readonly string[] };
  readonly serviceAccountName?: string;
  readonly serviceAccount?: string;
}

interface StatefulSet {
  readonly spec?: { readonly volumeClaimTemplates?: readonly { readonly metadata?: Named }[] };
}

/** The volumes that the controller of a StatefulSet gives to each of its pods, after the claims it makes for it. */
const claimed = ({ spec: object }: Place) =>
  ((object as StatefulSet).spec?.volumeClaimTemplates ?? []).map(({ metadata }) => metadata?.name);

/** Names of containers and volumes are there once, and mounts name a volume. */
const together: Shape<PodSpec> = (spec, place) => {
  const names = new Set<string>();
  const known = new Set([...(spec.volumes ?? []).map(({ name }) => name), ...claimed(place)]);
  for (const field of ['initContainers', 'containers'] as const) {
    spec[field]?.forEach(({ name = '', volumeMounts = [], volumeDevices = [] }, index) => {
      if (names.has(name)) place.report(`is there twice: ${name}`, { at: [field, index, 'name'] });
      names.add(name);
      volumeMounts.forEach((mount, position) => {
        if (known.has(mount.name)) return;
        place.report(`must be the name of a volume of the pod, got ${shown(mount.name ?? '')}`, {
          at: [field, index, 'volumeMounts', position, 'name'],
        });
      });
      volumeDevices.forEach((device, position) => {
        const at = [field, index, 'volumeDevices', position];
        if (!known.has(device.name))
          place.report(`must be the name of a volume of the pod, got ${shown(device.name ?? '')}`, {
            at: [...at, 'name'],
          });
        if (!device.devicePath) place.report('is required', { at: [...at, 'devicePath'] });
        for (const field of ['name', 'devicePath'] as const) {
          const same = volumeDevices.findIndex((other) => other[field] === device[field]) < position;
          if (same && device[field]) place.report(`is there twice: ${device[field]}`, { at: [...at, field] });
        }
      });
    });
  }
  if (!isSet(spec.containers)) place.report('must have a container');
  if (isSet(spec.ephemeralContainers))
    place.report('can be added to a pod that runs only, as kubectl debug does', {
      at: ['ephemeralContainers'],
    });
};

/** Who asks no DNS of the cluster says whom to ask. */
const ownNames: Shape<PodSpec> = ({ dnsPolicy, dnsConfig }, place) => {
  if (dnsPolicy === 'None' && !isSet(dnsConfig?.nameservers))
    place.report('must have nameservers where dnsPolicy is None', { at: ['dnsConfig'] });
};

/** What never starts again is not restarted to be resized. */
const neverRestarted: Shape<PodSpec> = ({ restartPolicy, containers = [] }, place) => {
  if (restartPolicy !== 'Never') return;
  containers.forEach(({ resizePolicy = [] }, index) => {
    resizePolicy.forEach((policy, position) => {
      if (policy.restartPolicy === 'RestartContainer')
        place.report('must be NotRequired where the pod restarts Never', {
          at: ['containers', index, 'resizePolicy', position, 'restartPolicy'],
        });
    });
  });
};

/** The old name of the field holds where the other is empty. */
const account: Shape<PodSpec> = ({ serviceAccountName, serviceAccount }, place) => {
  if (!serviceAccountName && serviceAccount && !dnsSubdomain.fits(serviceAccount))
    place.report(`must ${dnsSubdomain.words}, got ${shown(serviceAccount)}`, { at: ['serviceAccount'] });
};

const probes = ['livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle'] as const;

/** A signal to stop with is dropped: it is a feature that servers have switched off. */
function isUnread(lifecycle: object): boolean {
  return Object.keys(lifecycle).join() === 'stopSignal';
}

/** What must end before the pod starts is asked nothing; one that stays beside it is. */
const initContainers: Shape<PodSpec> = ({ initContainers: all = [] }, place) => {
  all.forEach((given, index) => {
    if (given.restartPolicy === 'Always') return;
    for (const field of probes)
      if (given[field] && !(field === 'lifecycle' && isUnread(given[field])))
        place.report('belongs to containers that stay', { at: ['initContainers', index, field] });
  });
};

const defaultGrace = 30;

/** No container may sleep longer than the pod may take to end. */
const sleeps: Shape<PodSpec> = (spec, place) => {
  const longest = spec.terminationGracePeriodSeconds ?? defaultGrace;
  for (const field of ['initContainers', 'containers'] as const)
    spec[field]?.forEach(({ lifecycle }, index) => {
      for (const moment of ['postStart', 'preStop'] as const) {
        const seconds = lifecycle?.[moment]?.sleep?.seconds;
        if (seconds === undefined || (seconds >= 0 && seconds <= longest)) continue;
        place.report(
          `must be from 0 to the terminationGracePeriodSeconds of the pod, ${longest}, got ${seconds}`,
          {
            at: [field, index, 'lifecycle', moment, 'sleep', 'seconds'],
          },
        );
      }
    });
};

const images =
  (field: 'containers' | 'initContainers'): Shape<PodSpec> =>
  (spec, place) => {
    spec[field]?.forEach(({ image }, index) => {
      if (!image) place.report('is required', { at: [field, index, 'image'] });
    });
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

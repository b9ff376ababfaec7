import { shown } from '../schema/shown';
import { isSet, type Place, type Shape } from '../shape';
import type { Named, PodSpec } from './pod-spec';

interface StatefulSet {
  readonly spec?: { readonly volumeClaimTemplates?: readonly { readonly metadata?: Named }[] };
}

/** The volumes that the controller of a StatefulSet gives to each of its pods, after the claims it makes for it. */
const claimed = ({ spec: object }: Place) =>
  ((object as StatefulSet).spec?.volumeClaimTemplates ?? []).map(({ metadata }) => metadata?.name);

/** Names of containers and volumes are there once, and mounts name a volume. */
export const together: Shape<PodSpec> = (spec, place) => {
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

/** What never starts again is not restarted to be resized. */
export const neverRestarted: Shape<PodSpec> = ({ restartPolicy, containers = [] }, place) => {
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

const probes = ['livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle'] as const;

/** A signal to stop with is dropped: it is a feature that servers have switched off. */
function isUnread(lifecycle: object): boolean {
  return Object.keys(lifecycle).join() === 'stopSignal';
}

/** What must end before the pod starts is asked nothing; one that stays beside it is. */
export const initContainers: Shape<PodSpec> = ({ initContainers: all = [] }, place) => {
  all.forEach((given, index) => {
    if (given.restartPolicy === 'Always') return;
    for (const field of probes)
      if (given[field] && !(field === 'lifecycle' && isUnread(given[field])))
        place.report('belongs to containers that stay', { at: ['initContainers', index, field] });
  });
};

const defaultGrace = 30;

/** No container may sleep longer than the pod may take to end. */
export const sleeps: Shape<PodSpec> = (spec, place) => {
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

/** The schema lets it be left out; the API server does not. */
export const images =
  (field: 'containers' | 'initContainers'): Shape<PodSpec> =>
  (spec, place) => {
    spec[field]?.forEach(({ image }, index) => {
      if (!image) place.report('is required', { at: [field, index, 'image'] });
    });
  };

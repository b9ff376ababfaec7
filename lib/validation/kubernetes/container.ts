import { isDnsLabel } from '../../values/dns-label';
import { shown } from '../schema/shown';
import { list, object, type Shape, value } from '../shape';
import { environment, environmentSource } from './environment';
import { portName, portNumber } from './ports';
import { lifecycle, probe } from './probes';
import { resources, type Taken } from './resources';
import { containerSecurity } from './security-context';
import { descending } from './volume-sources';

/** A port that a container says it listens on. */
export interface Port {
  readonly containerPort?: number;
  readonly hostPort?: number;
  readonly hostIP?: string;
  readonly name?: string;
  readonly protocol?: string;
}

interface Mount {
  readonly name?: string;
  readonly mountPath?: string;
  readonly readOnly?: boolean;
  readonly recursiveReadOnly?: string | null;
  readonly mountPropagation?: string | null;
  readonly subPath?: string;
  readonly subPathExpr?: string;
}

interface ResizePolicy {
  readonly resourceName?: string;
  readonly restartPolicy?: string;
}

/** The part of a container that other checks look at. */
interface Action {
  readonly sleep?: { readonly seconds?: number };
}

interface Lifecycle {
  readonly postStart?: Action;
  readonly preStop?: Action;
}

export interface Container {
  readonly name?: string;
  readonly image?: string;
  readonly ports?: readonly Port[];
  readonly restartPolicy?: string;
  readonly livenessProbe?: object;
  readonly readinessProbe?: object;
  readonly startupProbe?: object;
  readonly lifecycle?: Lifecycle;
  readonly volumeMounts?: readonly Mount[];
  readonly volumeDevices?: readonly { readonly name?: string; readonly devicePath?: string }[];
  readonly resizePolicy?: readonly ResizePolicy[];
  readonly resources?: Taken & { readonly claims?: readonly { readonly name?: string }[] };
  readonly securityContext?: {
    readonly privileged?: boolean;
    readonly procMount?: string;
    readonly windowsOptions?: { readonly hostProcess?: boolean | null };
  };
}

const containerPort = object<Port>(
  { name: value<string>((name) => (name === '' ? undefined : portName(name))) },
  ({ containerPort: number = 0, hostPort = 0 }, place) => {
    const problem = portNumber(number);
    if (problem !== undefined) place.report(problem, { at: ['containerPort'] });
    const onHost = hostPort === 0 ? undefined : portNumber(hostPort);
    if (onHost !== undefined) place.report(onHost, { at: ['hostPort'] });
  },
);

const eachPortNameOnce: Shape<readonly Port[]> = (ports, place) => {
  const names = new Set<string>();
  ports.forEach(({ name = '' }, index) => {
    if (name !== '' && names.has(name)) place.report(`is there twice: ${name}`, { at: [index, 'name'] });
    names.add(name);
  });
};

const below = value<string>((path) => (path === '' ? undefined : descending(path)));

const mount = object<Mount>({ subPath: below, subPathExpr: below }, (given, place) => {
  const { recursiveReadOnly: recursive, mountPropagation: propagation } = given;
  if (given.subPath && given.subPathExpr)
    place.report('can not be set beside subPath', { at: ['subPathExpr'] });
  if (typeof propagation === 'string' && !['Bidirectional', 'HostToContainer', 'None'].includes(propagation))
    place.report(`must be Bidirectional, HostToContainer or None, got ${shown(propagation)}`, {
      at: ['mountPropagation'],
    });
  if (typeof recursive !== 'string' || recursive === 'Disabled') return;
  const at = ['recursiveReadOnly'];
  if (recursive !== 'Enabled' && recursive !== 'IfPossible')
    place.report(`must be Disabled, Enabled or IfPossible, got ${shown(recursive)}`, { at });
  else if (!given.readOnly) place.report('needs readOnly beside it', { at });
  else if (propagation && propagation !== 'None')
    place.report('can not be set beside mountPropagation', { at });
});

const eachPathOnce: Shape<readonly Mount[]> = (given, place) => {
  const paths = new Set<string>();
  given.forEach(({ mountPath = '' }, index) => {
    if (mountPath === '') place.report('is required', { at: [index, 'mountPath'] });
    else if (paths.has(mountPath)) place.report(`is there twice: ${mountPath}`, { at: [index, 'mountPath'] });
    paths.add(mountPath);
  });
};

/** What may be resized while a container runs, and whether it is restarted for that. */
const resizing: Shape<readonly ResizePolicy[]> = (policies, place) => {
  policies.forEach(({ resourceName = '', restartPolicy = '' }, index) => {
    if (resourceName !== 'cpu' && resourceName !== 'memory')
      place.report(`must be cpu or memory, got ${shown(resourceName)}`, { at: [index, 'resourceName'] });
    else if (policies.findIndex((other) => other.resourceName === resourceName) !== index)
      place.report(`is there twice: ${resourceName}`, { at: [index, 'resourceName'] });
    if (restartPolicy !== 'NotRequired' && restartPolicy !== 'RestartContainer')
      place.report(`must be NotRequired or RestartContainer, got ${shown(restartPolicy)}`, {
        at: [index, 'restartPolicy'],
      });
  });
};

/** What the API server asks of a container. */
export const container = object<Container>(
  {
    ports: list(containerPort, eachPortNameOnce),
    env: list(environment),
    volumeMounts: list(mount, eachPathOnce),
    resources,
    resizePolicy: resizing,
    livenessProbe: probe(true),
    readinessProbe: probe(false),
    startupProbe: probe(true),
    lifecycle,
    envFrom: list(environmentSource),
    securityContext: containerSecurity,
  },
  ({ name = '', image = '', volumeMounts = [], securityContext }, place) => {
    if (!isDnsLabel(name))
      place.report(`must be a DNS label in small letters, got ${shown(name)}`, { at: ['name'] });
    // Of the pods of a controller the server does not ask it.
    if (/^[\s\x85]|[\s\x85]$/.test(image) && (place.spec as { readonly kind?: string }).kind === 'Pod')
      place.report(`must have no space around it, got ${shown(image)}`, { at: ['image'] });
    volumeMounts.forEach(({ mountPropagation }, index) => {
      if (mountPropagation === 'Bidirectional' && !securityContext?.privileged)
        place.report('can be Bidirectional for a privileged container only', {
          at: ['volumeMounts', index, 'mountPropagation'],
        });
    });
  },
);

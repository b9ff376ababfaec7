import { isDnsLabel } from '../../values/dns-label';
import { shown } from '../schema/shown';
import { isSet, list, object, type Place, type Shape, value } from '../shape';
import { environment, environmentSource } from './environment';
import { labelMap } from './label-map';
import { dnsLabel, dnsSubdomain, named, qualifiedName } from './names';
import { needsSpec } from './needs-spec';
import { portName, portNumber } from './ports';
import { lifecycle, probe } from './probes';
import { addressFamily } from './ranges';
import { oneOf, within } from './required';
import { resources } from './resources';
import { scheduling } from './scheduling';
import { volumes } from './volumes';

interface Port {
  readonly containerPort?: number;
  readonly hostPort?: number;
  readonly hostIP?: string;
  readonly name?: string;
  readonly protocol?: string;
}

interface Container {
  readonly name?: string;
  readonly image?: string;
  readonly ports?: readonly Port[];
  readonly restartPolicy?: string;
  readonly livenessProbe?: object;
  readonly readinessProbe?: object;
  readonly startupProbe?: object;
  readonly lifecycle?: object;
  readonly volumeMounts?: readonly { readonly name?: string; readonly mountPath?: string }[];
}

/** The part of a pod that other checks look at. */
export interface PodSpec {
  readonly containers?: readonly Container[];
  readonly initContainers?: readonly Container[];
  readonly volumes?: readonly { readonly name?: string }[];
  readonly restartPolicy?: string;
  readonly hostNetwork?: boolean;
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

interface Named {
  readonly name?: string;
}

const mounts: Shape<NonNullable<Container['volumeMounts']>> = (given, place) => {
  const paths = new Set<string>();
  given.forEach(({ mountPath = '' }, index) => {
    if (mountPath === '') place.report('is required', { at: [index, 'mountPath'] });
    else if (paths.has(mountPath)) place.report(`is there twice: ${mountPath}`, { at: [index, 'mountPath'] });
    paths.add(mountPath);
  });
};

/** The numbers of users and groups. */
const identity = within(0, 2 ** 31 - 1);

const security = object({ runAsUser: identity, runAsGroup: identity });

const podSecurity = object({
  runAsUser: identity,
  runAsGroup: identity,
  fsGroup: identity,
  supplementalGroups: list(identity),
});

const container = object<Container>(
  {
    ports: list(containerPort, eachPortNameOnce as Shape<readonly never[]>),
    env: list(environment),
    volumeMounts: mounts as Shape,
    resources,
    livenessProbe: probe(true),
    readinessProbe: probe(false),
    startupProbe: probe(true),
    lifecycle,
    envFrom: list(environmentSource as Shape),
    securityContext: security,
  },
  ({ name = '', image = '' }, place) => {
    if (!isDnsLabel(name))
      place.report(`must be a DNS label in small letters, got ${shown(name)}`, { at: ['name'] });
    if (image !== image.trim())
      place.report(`must have no space around it, got ${shown(image)}`, { at: ['image'] });
  },
);

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
    spec[field]?.forEach(({ name = '', volumeMounts = [] }, index) => {
      if (names.has(name)) place.report(`is there twice: ${name}`, { at: [field, index, 'name'] });
      names.add(name);
      volumeMounts.forEach((mount, position) => {
        if (known.has(mount.name)) return;
        place.report(`must be the name of a volume of the pod, got ${shown(mount.name ?? '')}`, {
          at: [field, index, 'volumeMounts', position, 'name'],
        });
      });
    });
  }
  if (!isSet(spec.containers)) place.report('must have a container');
};

/** A port of the node is taken once. */
const eachHostPortOnce: Shape<PodSpec> = ({ containers = [] }, place) => {
  const taken = new Set<string>();
  containers.forEach(({ ports = [] }, index) => {
    ports.forEach(({ hostPort, hostIP = '', protocol = 'TCP' }, position) => {
      if (!hostPort) return;
      const port = `${protocol} ${hostIP} ${hostPort}`;
      if (taken.has(port))
        place.report(`is there twice: ${hostPort}`, {
          at: ['containers', index, 'ports', position, 'hostPort'],
        });
      taken.add(port);
    });
  });
};

/** A pod in the network of its node takes the node's ports. */
const onHost: Shape<PodSpec> = ({ hostNetwork, containers = [] }, place) => {
  if (!hostNetwork) return;
  containers.forEach(({ ports = [] }, index) => {
    ports.forEach(({ containerPort: own, hostPort }, position) => {
      if (hostPort && hostPort !== own) {
        place.report('must be the containerPort for a pod in the network of its node', {
          at: ['containers', index, 'ports', position, 'hostPort'],
        });
      }
    });
  });
};

const probes = ['livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle'] as const;

/** What must end before the pod starts is asked nothing; one that stays beside it is. */
const initContainers: Shape<PodSpec> = ({ initContainers: all = [] }, place) => {
  all.forEach((given, index) => {
    if (given.restartPolicy === 'Always') return;
    for (const field of probes)
      if (given[field])
        place.report('belongs to containers that stay', { at: ['initContainers', index, field] });
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
  activeDeadlineSeconds: within(1, 2 ** 31 - 1),
  hostname: named(dnsLabel),
  subdomain: named(dnsLabel),
  os: object({ name: oneOf('linux', 'windows') }),
  readinessGates: list(object({ conditionType: named(qualifiedName) })),
  serviceAccountName: subdomain,
  priorityClassName: subdomain,
  runtimeClassName: subdomain,
  nodeName: subdomain,
  hostAliases: list(
    object<{ readonly ip?: string }>({ hostnames: list(named(dnsSubdomain)) }, ({ ip = '' }, place) => {
      if (addressFamily(ip) === 0) place.report(`must be an IP address, got ${shown(ip)}`, { at: ['ip'] });
    }),
  ),
};

/** What the API server asks of a pod. */
export const podSpec = object<PodSpec>(
  fields,
  together,
  onHost,
  eachHostPortOnce,
  initContainers,
  images('containers'),
  images('initContainers'),
);

/** What the API server asks of a Pod: its own policy decides when it ends. */
export const pod = object({ spec: podSpec }, needsSpec);

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

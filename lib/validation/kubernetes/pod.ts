import { isIP } from 'node:net';
import { isDnsLabel } from '../../values/dns-label';
import { shown } from '../schema/shown';
import { isSet, list, object, type Place, type Shape, value } from '../shape';
import { labelMap } from './label-map';
import { dnsSubdomain } from './names';
import { needsSpec } from './needs-spec';
import { portName, portNumber } from './ports';
import { resources } from './resources';
import { volumes } from './volumes';

interface Port {
  readonly containerPort?: number;
  readonly hostPort?: number;
  readonly name?: string;
  readonly protocol?: string;
}

interface Container {
  readonly name?: string;
  readonly image?: string;
  readonly ports?: readonly Port[];
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

const handlers = ['exec', 'httpGet', 'tcpSocket', 'grpc', 'sleep'] as const;

/** What is asked or done: exactly one thing. */
const oneHandler: Shape<Readonly<Record<string, unknown>>> = (given, place) => {
  const set = handlers.filter((handler) => given[handler]);
  if (set.length === 1) return;
  place.report(`must have one of exec, httpGet, tcpSocket and grpc, got ${set.join(' and ') || 'none'}`);
};

const actions = {
  httpGet: portOf('port'),
  tcpSocket: portOf('port'),
  exec: object<{ readonly command?: unknown }>({}, ({ command }, place) => {
    if (!isSet(command)) place.report('must have a command');
  }),
};

const lifecycle = object({
  postStart: object(actions, oneHandler as Shape<object>),
  preStop: object(actions, oneHandler as Shape<object>),
});

/** A probe; one that ends a container must succeed once, and no more often, to be content. */
function probe(ends: boolean): Shape {
  return object<{ readonly successThreshold?: number }>(
    {
      ...actions,
      initialDelaySeconds: value(notNegative),
      timeoutSeconds: value(notNegative),
      periodSeconds: value(notNegative),
      successThreshold: value(notNegative),
      failureThreshold: value(notNegative),
    },
    oneHandler as Shape<object>,
    ({ successThreshold = 0 }, place) => {
      if (!ends || successThreshold <= 1) return;
      place.report(`must be 1 for a probe that ends the container, got ${successThreshold}`, {
        at: ['successThreshold'],
      });
    },
  );
}

function portOf(field: string): Shape {
  return object<Readonly<Record<string, number | string>>>({}, (given, place) => {
    const port = given[field] ?? 0;
    const problem = typeof port === 'number' ? portNumber(port) : portName(port);
    if (problem !== undefined) place.report(problem, { at: [field] });
  });
}

function notNegative(number: number): string | undefined {
  return number < 0 ? `must not be negative, got ${number}` : undefined;
}

interface Env {
  readonly name?: string;
  readonly value?: string;
  readonly valueFrom?: Readonly<Record<string, unknown>>;
}

const environment = object<Env>({}, ({ name = '', value: text, valueFrom }, place) => {
  if (!/^[ -<>-~]+$/.test(name))
    place.report(`must have printable characters and no =, got ${shown(name)}`, { at: ['name'] });
  if (!valueFrom) return;
  if (text) place.report('can have one of value and valueFrom');
  if (Object.values(valueFrom).filter(isSet).length !== 1)
    place.report('must have one source', { at: ['valueFrom'] });
});

const environmentSource: Shape<{ readonly configMapRef?: Named; readonly secretRef?: Named }> = (
  source,
  place,
) => {
  const refs = [source.configMapRef, source.secretRef].filter((ref) => ref !== undefined);
  if (refs.length !== 1) place.report('must have one of configMapRef and secretRef');
  else if (!dnsSubdomain.fits(refs[0]?.name ?? '')) place.report('must name an object');
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

const security = object({ runAsUser: value(notNegative), runAsGroup: value(notNegative) });

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

const images =
  (field: 'containers' | 'initContainers'): Shape<PodSpec> =>
  (spec, place) => {
    spec[field]?.forEach(({ image }, index) => {
      if (!image) place.report('is required', { at: [field, index, 'image'] });
    });
  };

const subdomain = value<string>((name) =>
  name === '' || dnsSubdomain.fits(name) ? undefined : `must ${dnsSubdomain.words}, got ${shown(name)}`,
);
const fields = {
  containers: list(container),
  initContainers: list(container),
  volumes,
  nodeSelector: labelMap,
  securityContext: security,
  serviceAccountName: subdomain,
  priorityClassName: subdomain,
  runtimeClassName: subdomain,
  nodeName: subdomain,
  hostAliases: list(
    object<{ readonly ip?: string }>({}, ({ ip = '' }, place) => {
      if (isIP(ip) === 0) place.report(`must be an IP address, got ${shown(ip)}`, { at: ['ip'] });
    }),
  ),
};

/** What the API server asks of a pod. */
export const podSpec = object<PodSpec>(
  fields,
  together,
  onHost,
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

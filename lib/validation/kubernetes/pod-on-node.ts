import type { Shape } from '../shape';
import type { Container, Port } from './container';

/** The part of a pod that says what it has of its node's. */
export interface PodOnNode {
  readonly containers?: readonly Container[];
  readonly initContainers?: readonly Container[];
  readonly hostNetwork?: boolean;
  readonly hostPID?: boolean;
  readonly hostIPC?: boolean;
  readonly hostUsers?: boolean;
  readonly shareProcessNamespace?: boolean;
}

interface WithSettings {
  readonly securityContext?: { readonly sysctls?: readonly { readonly name?: string }[] } | null;
}

/** A port of the node is taken once. */
export const eachHostPortOnce = hostPortsOnce(({ hostPort }) => hostPort);

/** The same of a Pod, whose ports are those of the node where it is in its network; of a template that is not asked. */
export const eachHostPortOfPodOnce: Shape<PodOnNode> = (spec, place) =>
  hostPortsOnce((port) => port.hostPort || (spec.hostNetwork && port.containerPort))(spec, place);

function hostPortsOnce(onHost: (port: Port) => number | false | undefined): Shape<PodOnNode> {
  return ({ containers = [], initContainers = [] }, place) => {
    const look = (taken: Set<string>, at: string, index: number, { ports = [] }: Container) => {
      ports.forEach((port, position) => {
        const number = onHost(port);
        if (!number) return;
        const key = `${port.protocol ?? 'TCP'} ${port.hostIP ?? ''} ${number}`;
        if (taken.has(key))
          place.report(`is there twice: ${number}`, { at: [at, index, 'ports', position, 'hostPort'] });
        taken.add(key);
      });
    };
    const ofAll = new Set<string>();
    for (const [index, container] of containers.entries()) look(ofAll, 'containers', index, container);
    // They run one after the other.
    for (const [index, container] of initContainers.entries())
      look(new Set(), 'initContainers', index, container);
  };
}

/** What of the node's a pod sees, and what of its own its containers see. */
export const namespaces: Shape<PodOnNode> = (
  { hostPID, hostUsers, shareProcessNamespace, ...spec },
  place,
) => {
  if (hostPID && shareProcessNamespace)
    place.report('can not be set beside hostPID', { at: ['shareProcessNamespace'] });
  if (hostUsers === false) {
    for (const field of ['hostNetwork', 'hostIPC', 'hostPID'] as const)
      if (field === 'hostPID' ? hostPID : spec[field])
        place.report('can not be set where hostUsers is false', { at: [field] });
    return;
  }
  for (const field of ['initContainers', 'containers'] as const)
    spec[field]?.forEach(({ securityContext }, index) => {
      if (securityContext?.procMount === 'Unmasked')
        place.report('can be Unmasked where hostUsers is false only', {
          at: [field, index, 'securityContext', 'procMount'],
        });
    });
};

/** Settings of the kernel that each network has for itself, and that what talks within a node has. */
const settings = { hostNetwork: /^net[./]/, hostIPC: /^(?:kernel[./](?:shm|msg|sem$)|fs[./]mqueue[./])/ };

/** A pod sets nothing of what it shares with its node. */
export const settingsOfPod: Shape<PodOnNode & WithSettings> = ({ securityContext, ...spec }, place) => {
  securityContext?.sysctls?.forEach(({ name = '' }, index) => {
    for (const field of ['hostNetwork', 'hostIPC'] as const)
      if (spec[field] && settings[field].test(name))
        place.report(`can not be set where ${field} is true, got ${name}`, {
          at: ['securityContext', 'sysctls', index, 'name'],
        });
  });
};

/** A pod in the network of its node takes the node's ports. */
export const onHost: Shape<PodOnNode> = ({ hostNetwork, containers = [] }, place) => {
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

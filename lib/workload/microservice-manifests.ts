import type { DeploymentSpec } from 'kubernetes-types/apps/v1';
import type { ServiceSpec } from 'kubernetes-types/core/v1';
import type { PodSettings } from './pod-settings';
import { type ResolvedPort, transport } from './service-port';

/** What one version of a microservice is made from. */
export interface VersionParts {
  /** The name of its main container. */
  readonly name: string;
  readonly image: string;
  readonly serviceAccount: string;
  /** The labels that its pods are found by. */
  readonly labels: Readonly<Record<string, string>>;
  readonly ports: readonly ResolvedPort[];
  readonly settings: Required<PodSettings>;
}

export function renderService(
  ports: readonly ResolvedPort[],
  selector: Readonly<Record<string, string>>,
): ServiceSpec {
  return {
    selector,
    ports: ports.map((port) => ({
      name: port.name,
      port: port.port,
      ...(port.targetPort !== port.port && { targetPort: port.targetPort }),
      ...(port.protocol !== undefined && port.protocol !== 'udp' && { appProtocol: port.protocol }),
      ...transport(port),
    })),
  };
}

export function renderDeployment(parts: VersionParts): DeploymentSpec {
  const { settings, labels } = parts;
  const { containers = [], ...podSpec } = settings.podSpec;
  const annotations = settings.podAnnotations;
  return {
    ...settings.deployment,
    ...(settings.replicas !== 'autoscaled' && { replicas: settings.replicas }),
    selector: { matchLabels: labels },
    template: {
      metadata: {
        labels: { ...settings.podLabels, ...labels },
        ...(Object.keys(annotations).length > 0 && { annotations }),
      },
      spec: {
        serviceAccountName: parts.serviceAccount,
        ...podSpec,
        containers: [
          {
            name: parts.name,
            image: parts.image,
            ports: containerPorts(parts.ports),
            ...settings.container,
          },
          ...containers,
        ],
      },
    },
  };
}

/** The ports that the pods listen on, each once: two ports of a Service may lead to one. */
function containerPorts(
  ports: readonly ResolvedPort[],
): { readonly containerPort: number; readonly protocol?: 'UDP' }[] {
  const written = new Map(
    ports.map((port) => {
      const opened = { containerPort: port.targetPort, ...transport(port) };
      return [`${opened.containerPort}/${opened.protocol}`, opened];
    }),
  );
  return [...written.values()];
}

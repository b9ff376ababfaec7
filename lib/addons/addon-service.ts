import type { Construct } from 'constructs';
import type { ServicePort } from 'kubernetes-types/core/v1';
import type { IMeshService } from '../istio/references/mesh-service';
import { type MeshSettings, serviceHost } from '../istio/references/mesh-settings';
import type { Addon } from './addon';
import { kubeObject } from './kube-object';

/** A port of an add-on's Service. */
export interface AddonPort {
  readonly name: string;
  readonly port: number;
  /** @default - as `port` */
  readonly targetPort?: number;
  /** What is spoken there, for proxies to know. @default - as the beginning of the name says */
  readonly appProtocol?: 'http' | 'grpc';
}

/** A Service in front of an add-on's pods. */
export interface AddonService<Port extends string = string> {
  readonly name: string;
  readonly namespace: string;
  readonly ports: readonly (AddonPort & { readonly name: Port })[];
}

/** The address of one of its ports for other pods of the cluster, whatever the cluster's domain is. */
export function urlOf<Port extends string>(
  service: AddonService<Port>,
  port: NoInfer<Port>,
  path: `/${string}` | '' = '',
): string {
  return `http://${service.name}.${service.namespace}:${numberOf(service, port)}${path}`;
}

/** The number of the port with this name. */
export function numberOf<Port extends string>(service: AddonService<Port>, name: NoInfer<Port>): number {
  const port = service.ports.find((candidate) => candidate.name === name) as AddonPort;
  return port.port;
}

/** The Service as the mesh's registry knows it. */
export function meshServiceOf(service: AddonService, mesh: MeshSettings): IMeshService {
  const host = serviceHost(service.name, service.namespace, mesh);
  return {
    kind: 'service',
    host,
    ports: service.ports.map(({ name, port }) => ({ name, number: port })),
    construct: undefined,
  };
}

/** Writes the Service; none is reachable from outside the cluster. */
export function addAddonService(scope: Construct, { labels, selector }: Addon, service: AddonService): void {
  const { name, namespace, ports } = service;
  const rendered = ports.map(({ targetPort, ...port }): ServicePort => {
    return { ...port, targetPort: targetPort ?? port.port, protocol: 'TCP' };
  });
  kubeObject(
    scope,
    'Service',
    { name, namespace, labels },
    {
      spec: { type: 'ClusterIP', ports: rendered, selector },
    },
  );
}

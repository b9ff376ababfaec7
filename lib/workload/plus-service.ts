import type { IConstruct } from 'constructs';
import { ConfigError } from '../diagnostics/error';
import { fault, within } from '../diagnostics/fault';
import type { IMeshService } from '../istio/references/mesh-service';
import { MeshSettings, serviceHost } from '../istio/references/mesh-settings';
import { type Check, every, isPlain, list, record } from '../values/check';
import { checkedCall } from '../values/checked-call';
import { portNumber } from '../values/port';
import { optional, shape } from '../values/shape';
import {
  type PlusResource,
  type PlusWorkload,
  plusNamespace,
  plusResource,
  plusWorkload,
  plusWorkloadShape,
} from './plus-workload';

/** A Service of cdk8s-plus, of any of its releases: known by its shape. */
export interface PlusService extends PlusResource {
  readonly ports: readonly { readonly name?: string | undefined; readonly port: number }[];
}

/** A Service of cdk8s-plus in the mesh, with the subsets that its Deployments make. */
export interface PlusMeshService<Version extends string> extends IMeshService {
  readonly kind: 'service';
  /** Its versions as the subsets of a DestinationRule. */
  readonly subsets: { readonly [Name in Version]: Readonly<Record<string, string>> };
}

const plusServiceParts = shape<{
  readonly service: PlusService;
  readonly versions?: Readonly<Record<string, PlusWorkload>> | undefined;
}>({
  service: every<PlusService>(plusResource('a Service'), ({ ports }) => within('ports', plusPorts(ports))),
  versions: optional(record(plusWorkloadShape)),
});

const plusPorts: Check<PlusService['ports']> = list(
  (port: unknown) =>
    isPlain(port) && (port.name === undefined || typeof port.name === 'string')
      ? within('port', portNumber(port.port as number))
      : fault('a port is expected', port, "write for example { name: 'http', port: 9080 }"),
  { least: 0 },
);

/**
 * A Service made with cdk8s-plus, as what routes lead to and traffic policies are for.
 *
 * @param versions the Deployments behind it by the names of the subsets that they make
 * @example
 * const reviews = plusService(deployment.exposeViaService({ ports: [{ name: 'http', port: 9080 }] }));
 * new VirtualService(this, 'reviews-routes', { hosts: [reviews], http: [HttpRoute.to(reviews)] });
 * @throws ConfigError where neither the Service nor its chart has a namespace, which its host is made of, and
 *   where a version has no labels, or its namespace is another
 */
export function plusService<Version extends string = never>(
  service: PlusService,
  versions?: { readonly [Name in Version]: PlusWorkload },
): PlusMeshService<Version> {
  checkedCall('plusService', plusServiceParts, { service, versions });
  const namespace = plusNamespace(service);
  const subsets = Object.entries<PlusWorkload>(versions ?? {}).map(([version, workload]) => {
    const pods = plusWorkload(workload);
    if (pods.namespace !== namespace) throw elsewhere(service, workload, pods.namespace, namespace);
    return [version, pods.labels];
  });
  return {
    kind: 'service',
    host: serviceHost(service.name, namespace, MeshSettings.of(service)),
    ports: service.ports.map(({ name, port }) => ({ name: name ?? String(port), number: port })),
    construct: service,
    subsets: Object.fromEntries(subsets),
  };
}

function elsewhere(service: IConstruct, workload: IConstruct, got: string, namespace: string): ConfigError {
  return new ConfigError({
    at: workload,
    problem: `a version of ${service.node.path} runs in the namespace of its Service`,
    got,
    instead: `put it into a chart of the namespace '${namespace}'`,
  });
}

import { type Fault, fault, within } from '../diagnostics/fault';
import { type KubernetesObject, whyNoObject } from '../kubernetes/identity';
import type { Reading } from '../kubernetes/manifest';
import type { MeshModelOptions } from '../model/mesh-model';
import { istioRelease } from '../release/release-check';
import {
  anyText,
  type Check,
  filledText,
  flag,
  isPlain,
  kubernetesFields,
  list,
  record,
} from '../values/check';
import { portNumber } from '../values/port';
import { optional, shape } from '../values/shape';
import type { ReachabilityOptions } from './reachability';
import { type InstalledGateway, namedBy, type RequestReferences, type WorkloadReference } from './references';
import type { RequestTime } from './request';

const names = list(filledText('a namespace', "'demo'"), { least: 0 });

/** How a mesh is read. */
export const meshOptions = shape<MeshModelOptions>({
  namespace: optional(filledText('a namespace', "'demo'")),
  release: optional(istioRelease),
  complete: optional((value: boolean | readonly string[]) =>
    typeof value === 'boolean' ? undefined : names(value),
  ),
  own: optional(names),
  partial: optional(flag),
  outside: optional(list(kubernetesFields, { least: 0 })),
  domain: optional(filledText('the domain of a cluster', "'cluster.local'")),
  alpha: optional(flag),
});

const path = filledText('a file or folder', "'dist/'");

/** Files and folders. */
export const meshPaths: Check<string | readonly string[]> = (value) =>
  Array.isArray(value) ? list(path)(value) : path(value as string);

/** Objects that were read from somewhere. */
export const meshReading: Check<Reading> = (value: unknown) =>
  isPlain(value) && Array.isArray(value.objects)
    ? undefined
    : fault('what was read is expected', value, "call Mesh.read('dist/') for files and folders");

/** Whatever can be gone through. */
export const iterable: Check<Iterable<unknown>> = (value: unknown) =>
  typeof value === 'object' && value !== null && Symbol.iterator in value
    ? undefined
    : fault('objects are expected', value, 'write them in brackets: […]');

/** Objects as manifests have them. */
export const meshObjects: Check<readonly KubernetesObject[]> = list(
  (value: KubernetesObject) => {
    const problem = whyNoObject(value);
    return problem === undefined
      ? undefined
      : fault(problem, value, 'give objects with apiVersion, kind and metadata.name');
  },
  { least: 0 },
);

const workload: Check<WorkloadReference> = (value: unknown): Fault | undefined => {
  if (typeof value === 'string') return undefined;
  const instead = "name it as '<namespace>/<name>', or give its construct";
  if (!isPlain(value)) return fault('a workload is expected', value, instead);
  const { name, namespace = '' } = namedBy(value as Exclude<WorkloadReference, string>) ?? {};
  return typeof name === 'string' && typeof namespace === 'string'
    ? undefined
    : fault('a workload has a name, and perhaps a namespace', value, instead);
};

/** A gateway as it was installed may say more than is read here. */
const installed: Check<InstalledGateway> = ({ namespace, service, serviceAccount, podLabels, ports }) =>
  within('namespace', anyText(namespace)) ??
  within('service', anyText(service)) ??
  (serviceAccount === undefined ? undefined : within('serviceAccount', anyText(serviceAccount))) ??
  within('podLabels', record(anyText)(podLabels)) ??
  within(
    'ports',
    list((port: unknown) =>
      isPlain(port)
        ? (within('port', portNumber(port.port as number)) ??
          within('targetPort', portNumber(port.targetPort as number)))
        : fault('a port is expected', port, 'write for example { port: 80, targetPort: 8080 }'),
    )(ports),
  );

/** What stands for a workload or a gateway in a request; the rest is read with it. */
export const request: Check<RequestReferences> = (value: unknown) => {
  if (!isPlain(value)) {
    return fault(
      'a request is expected',
      value,
      "write for example { via: 'istio-system/istio-ingressgateway', url: 'http://example.com/' }",
    );
  }
  const { via, from } = value as RequestReferences;
  const isGateway = isPlain(via) && 'service' in via && 'podLabels' in via;
  return (
    (via === undefined
      ? undefined
      : within(
          'via',
          isGateway ? installed(via as unknown as InstalledGateway) : workload(via as WorkloadReference),
        )) ?? (from === undefined ? undefined : within('from', workload(from)))
  );
};

/** When a request is made. */
export const requestTime = shape<RequestTime>({
  at: optional((value: unknown) =>
    (value instanceof Date && !Number.isNaN(value.getTime())) ||
    (typeof value === 'number' && Number.isFinite(value))
      ? undefined
      : fault('a time is expected', value, 'give a Date, or seconds since 1970'),
  ),
});

/** Which calls are asked about. */
export const reachabilityOptions = shape<ReachabilityOptions>({
  to: optional(filledText('a service', "'demo/ratings'")),
});

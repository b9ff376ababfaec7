import { policiesIn } from '../../authorization/authorization-policies';
import type { Rbac } from '../../authorization/rbac';
import { authenticationIn } from '../../authorization/request-authentications';
import { servicesBefore } from '../../model/gateway';
import type { MeshModel } from '../../model/mesh-model';
import { mutualTlsOf } from '../../model/mutual-tls';
import { declaredProtocol, isHttp } from '../../model/protocol';
import { targetNumber } from '../../model/service-workloads';
import { sidecarOf } from '../../model/visibility';
import type { Workload } from '../../model/workload';
import type { HttpConnectionManager, RouteTable } from '../envoy/configuration';
import type { ObjectReference } from '../envoy/origin';
import { referenceTo } from './object-reference';
import { proxySettings } from './proxy-settings';

/** What stands before a port of a workload. */
export interface InboundProxy {
  readonly mutualTls: 'strict' | 'permissive' | 'disable';
  /** The PeerAuthentication that says so. */
  readonly mutualTlsBy?: ObjectReference;
  /** Reads requests; left out where the port is not HTTP, or nothing looks into it. */
  readonly manager?: HttpConnectionManager;
  /** Set where it lets everything in that comes by mutual TLS. */
  readonly lets?: true;
  /** Policies of connections, where there is no manager. */
  readonly policies: readonly Rbac[];
  readonly notModelled: readonly string[];
  /** Where the workload is asked instead of at the port itself. */
  readonly notes: readonly string[];
}

const everything: RouteTable = {
  name: 'inbound',
  hosts: [
    {
      domains: ['*'],
      routes: [
        {
          name: 'default',
          match: { path: { kind: 'prefix', value: '/' } },
          action: { kind: 'forward', destinations: [], missing: 503, timeout: 0, mirrors: [] },
        },
      ],
    },
  ],
};

/** The inbound side of a workload's port; undefined where nothing stands before it. */
export function inboundProxy(model: MeshModel, workload: Workload, port: number): InboundProxy | undefined {
  if (workload.proxy === 'none') return undefined;
  const { mode, by } = mutualTlsOf(model, workload, port);
  const mutualTls = { mutualTls: mode, ...(by && { mutualTlsBy: referenceTo(by) }) };
  const notes = leadsElsewhere(model, workload, port);
  const isRead = workload.proxy !== 'ztunnel' && speaksHttp(model, workload, port);
  const policies = policiesIn(model, { workload }, isRead ? 'http' : 'tcp');
  const authentication = isRead ? authenticationIn(model, { workload }) : undefined;
  const isOpen =
    mode !== 'disable' &&
    authentication === undefined &&
    policies.rbac.length === 0 &&
    policies.notModelled.length === 0 &&
    notes.length === 0;
  const lets = isOpen ? { lets: true as const } : {};
  if (!isRead) {
    return { ...mutualTls, ...lets, policies: policies.rbac, notModelled: policies.notModelled, notes };
  }
  return {
    ...mutualTls,
    ...lets,
    policies: [],
    notModelled: policies.notModelled,
    notes,
    manager: {
      kind: 'http',
      scheme: 'http',
      useRemoteAddress: false,
      ...proxySettings(model, workload),
      ...(authentication && { authentication }),
      policies: policies.rbac,
      routes: everything,
      notModelled: policies.notModelled,
    },
  };
}

/** Whether a port is HTTP, or may be: what is detected is. */
function speaksHttp(model: MeshModel, workload: Workload, port: number): boolean {
  const listeners = ingressOf(model, workload);
  if (listeners.length > 0) {
    // Ports that the Sidecar does not name are passed through, whatever the Services say: what is spoken is detected.
    const declared = listeners.find((one) => one.port?.number === port)?.port?.protocol;
    const protocol = declaredProtocol(declared);
    return isHttp(protocol) || protocol === 'unknown';
  }
  for (const service of servicesBefore(model, workload)) {
    const found = service.ports.find((one) => targetNumber(one, workload) === port);
    if (found !== undefined) return isHttp(found.protocol) || found.protocol === 'unknown';
  }
  return true;
}

type Ingress = NonNullable<NonNullable<ReturnType<typeof sidecarOf>>['spec']['ingress']>;

/** The ports that a Sidecar takes for a workload; none where it leaves that to the Services. */
function ingressOf(model: MeshModel, { namespace, labels, proxy }: Workload): Ingress {
  if (proxy === 'gateway' || proxy === 'ztunnel') return [];
  return sidecarOf(model, namespace, labels)?.spec.ingress ?? [];
}

function leadsElsewhere(model: MeshModel, workload: Workload, port: number): string[] {
  const { namespace, name, labels } = workload;
  const endpoint = ingressOf(model, workload).find((one) => one.port?.number === port)?.defaultEndpoint;
  if (!endpoint || endpoint === `127.0.0.1:${port}` || endpoint === `0.0.0.0:${port}`) return [];
  const sidecar = sidecarOf(model, namespace, labels);
  return [
    `Sidecar ${sidecar?.namespace}/${sidecar?.name} leads port ${port} of ${namespace}/${name} to ${endpoint}`,
  ];
}

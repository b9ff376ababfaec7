import { policiesIn } from '../../authorization/authorization-policies';
import type { Rbac } from '../../authorization/rbac';
import { authenticationIn } from '../../authorization/request-authentications';
import { servicesBefore } from '../../model/gateway';
import type { MeshModel } from '../../model/mesh-model';
import { mutualTlsOf } from '../../model/mutual-tls';
import { isHttp } from '../../model/protocol';
import { targetNumber } from '../../model/service-workloads';
import type { Workload } from '../../model/workload';
import type { HttpConnectionManager, ObjectReference, RouteTable } from '../envoy/configuration';
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
  const isRead = workload.proxy !== 'ztunnel' && speaksHttp(model, workload, port);
  const policies = policiesIn(model, { workload }, isRead ? 'http' : 'tcp');
  const authentication = isRead ? authenticationIn(model, { workload }) : undefined;
  const isOpen =
    mode !== 'disable' &&
    authentication === undefined &&
    policies.rbac.length === 0 &&
    policies.notModelled.length === 0;
  const lets = isOpen ? { lets: true as const } : {};
  if (!isRead) {
    return { ...mutualTls, ...lets, policies: policies.rbac, notModelled: policies.notModelled };
  }
  return {
    ...mutualTls,
    ...lets,
    policies: [],
    notModelled: policies.notModelled,
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
  for (const service of servicesBefore(model, workload)) {
    const found = service.ports.find((one) => targetNumber(one, workload) === port);
    if (found !== undefined) return isHttp(found.protocol) || found.protocol === 'unknown';
  }
  return true;
}

import type { Construct, IConstruct } from 'constructs';
import * as generated from '../../../imports/networking.istio.io/gateway';
import { type Fault, fault, within } from '../../diagnostics/fault';
import { every, firstFault, list } from '../../values/check';
import { checkedCall } from '../../values/checked-call';
import type { NonEmpty } from '../../values/non-empty';
import { inNamespace } from '../../values/object-name';
import { shape } from '../../values/shape';
import { gatewayName, type IGateway, namedGateway } from '../references/gateway-ref';
import { gatewayWorkload, type IGatewayWorkload } from '../references/gateway-workload';
import { type IstioObjectProps, IstioResource, objectProps, resourceKind } from '../resource';
import { portNames, renderServer, type Server, secretConstructs, server } from './server';
import { serverConflict } from './server-conflicts';
import { credentialPlaceFault, secretPlaceFault } from './server-credential';

/** Which Envoys take connections from outside of the mesh, or lead out of it, and on which ports. */
export interface GatewayProps extends IstioObjectProps {
  /** The Envoy deployment that takes the connections; selector and ports come from it. */
  readonly ingress: IGatewayWorkload;
  readonly servers: NonEmpty<Server>;
}

const gateway = resourceKind<GatewayProps, generated.GatewaySpec>({
  generated: generated.Gateway,
  check: shape<GatewayProps>(
    { ...objectProps, ingress: gatewayWorkload, servers: every(list(server), serverConflict) },
    { rule: portFault },
  ),
  name: gatewayName,
  rule: secretsFault,
  after: ({ servers }) => servers.flatMap(secretConstructs),
  render: ({ ingress, servers }) => {
    const names = portNames(servers);
    return {
      selector: { ...ingress.labels },
      servers: servers.map((server, index) => renderServer(server, names[index] as string)),
    };
  },
});

/**
 * Opens ports at the edge of the mesh. Where requests then go is said by VirtualServices that name the gateway.
 *
 * @example
 * new Gateway(this, 'gateway', { ingress, servers: [Server.http({ hosts: ['*'] })] });
 * @throws ConfigError for a port that the Service of the ingress does not have (nothing could connect to it), and for
 *   servers that can't be told apart
 * @see https://istio.io/latest/docs/reference/config/networking/gateway/
 */
export class Gateway extends IstioResource<GatewayProps> implements IGateway {
  public readonly kind = 'gateway';
  public readonly construct: IConstruct = this;
  public readonly hosts: readonly string[];

  public constructor(scope: Construct, id: string, props: GatewayProps) {
    super(scope, id, gateway, props);
    this.hosts = props.servers.flatMap(({ hosts }) => [...hosts]);
  }

  /** A Gateway that is not described in this app. */
  public static named(name: string, options: { readonly namespace: string }): IGateway {
    checkedCall('Gateway.named', inNamespace, options);
    return namedGateway(name, options.namespace);
  }
}

/** Refuses Secrets that the gateway's pods can't read. */
function secretsFault({ servers, ingress }: GatewayProps): Fault | undefined {
  const found = firstFault(servers.length, (index) => {
    const { tls } = servers[index] as Server;
    if (tls === undefined || !('credential' in tls)) return undefined;
    const clients = 'clients' in tls ? tls.clients.caCertCredential : undefined;
    const fault =
      within('credential', credentialPlaceFault(tls.credential, ingress.namespace)) ??
      (clients === undefined
        ? undefined
        : within('clients', within('caCertCredential', secretPlaceFault(clients, ingress.namespace))));
    return within(index, within('tls', fault));
  });
  return within('servers', found);
}

function portFault({ servers, ingress }: GatewayProps) {
  const found = firstFault(servers.length, (index) => {
    const { port } = servers[index] as Server;
    if (ingress.ports.some((known) => known.port === port)) return undefined;
    const known = ingress.ports.map((candidate) => `${candidate.port} (${candidate.name})`).join(', ');
    return within(
      index,
      within(
        'port',
        fault(
          "the gateway's Service has no such port, so nothing could connect to it",
          port,
          `use one of ${known}, or add the port where the gateway is installed`,
        ),
      ),
    );
  });
  return within('servers', found);
}

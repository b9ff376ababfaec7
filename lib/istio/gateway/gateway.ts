import type { ApiObject } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import * as generated from '../../../imports/networking.istio.io/gateway';
import { ConfigError } from '../../diagnostics/error';
import type { NonEmpty } from '../../values/non-empty';
import { type IGateway, isGatewayName, namedGateway } from '../references/gateway-ref';
import type { IGatewayWorkload } from '../references/gateway-workload';
import { type IstioObjectProps, istioObject, type Plain } from '../resource';
import { portNames, renderServer, type Server } from './server';
import { checkServers } from './server-conflicts';

export interface GatewayProps extends IstioObjectProps {
  /** The Envoy deployment that takes the connections; selector and ports come from it. */
  readonly ingress: IGatewayWorkload;
  readonly servers: NonEmpty<Server>;
}

/**
 * Opens ports at the edge of the mesh. Where requests then go is said by VirtualServices that name the gateway.
 *
 * @example
 * new Gateway(this, 'gateway', { ingress, servers: [Server.http({ hosts: ['*'] })] });
 * @throws ConfigError for a port that the Service of the ingress does not have (nothing could connect to it), and for
 *   servers that can't be told apart
 * @see https://istio.io/latest/docs/reference/config/networking/gateway/
 */
export class Gateway extends Construct implements IGateway {
  public readonly name: string;
  public readonly namespace: string | undefined;
  /** The object as it is written, for `addJsonPatch`. */
  public readonly object: ApiObject;
  public readonly construct: IConstruct = this;

  public constructor(scope: Construct, id: string, props: GatewayProps) {
    super(scope, id);
    for (const { port } of props.servers) this.checkPort(port, props.ingress);
    checkServers(this, props.servers);
    this.checkName(props.metadata?.name ?? id);
    const names = portNames(props.servers);
    const spec: Plain<generated.GatewaySpec> = {
      selector: { ...props.ingress.labels },
      servers: props.servers.map((server, index) => renderServer(server, names[index] as string)),
    };
    this.object = istioObject(this, generated.Gateway, spec, props);
    this.name = this.object.name;
    this.namespace = this.object.metadata.namespace;
  }

  /** A Gateway that is not described in this app. */
  public static named(name: string, options: { readonly namespace: string }): IGateway {
    return namedGateway(name, options);
  }

  /** Istio allows no dots here, and reads `mesh` as all sidecars. */
  private checkName(name: string): void {
    if (isGatewayName(name)) return;
    throw new ConfigError({
      at: this.node.path,
      problem: "a Gateway is named by a DNS label other than 'mesh'",
      got: name,
      instead: 'use lower-case letters, digits and dashes, or set metadata.name',
    });
  }

  private checkPort(port: number, { ports }: IGatewayWorkload): void {
    if (ports.some((known) => known.port === port)) return;
    const known = ports.map((candidate) => `${candidate.port} (${candidate.name})`).join(', ');
    throw new ConfigError({
      at: this.node.path,
      problem: "the gateway's Service has no such port, so nothing could connect to it",
      got: port,
      instead: `use one of ${known}, or add the port where the gateway is installed`,
    });
  }
}

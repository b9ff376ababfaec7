import { type ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import * as generated from '../../../imports/security.istio.io/peer-authentication';
import { ConfigError } from '../../diagnostics/error';
import { checkPort } from '../../values/port';
import { checkWorkloadNamespace, type IWorkload } from '../references/workload';
import { type IstioObjectProps, istioObject, type Plain } from '../resource';

/**
 * Which connections a workload takes: mutual TLS only, plain text too, plain text only, or what the next wider policy
 * says (the namespace's, the mesh's, at last plain text too).
 */
export type MtlsMode = 'strict' | 'permissive' | 'disabled' | 'inherited';

export interface PeerAuthenticationProps extends IstioObjectProps {
  readonly mtls: MtlsMode;
  /**
   * The pods that it is for, in its own namespace.
   * @default - all of its namespace; in the root namespace, all of the mesh
   */
  readonly workload?: IWorkload;
  /** Ports of the workload's pods (not of its Service) that differ. @default - none */
  readonly ports?: Readonly<Record<number, MtlsMode>>;
}

type Rendered = Plain<generated.PeerAuthenticationSpec>;

const modes = {
  strict: 'STRICT',
  permissive: 'PERMISSIVE',
  disabled: 'DISABLE',
  inherited: 'UNSET',
} as const satisfies Record<MtlsMode, NonNullable<Rendered['mtls']>['mode']>;

/**
 * Decides which connections workloads take.
 *
 * @example
 * new PeerAuthentication(this, 'mtls', { mtls: 'strict' });
 * @throws ConfigError for ports without a workload that has them
 * @see https://istio.io/latest/docs/reference/config/security/peer_authentication/
 */
export class PeerAuthentication extends Construct {
  public readonly name: string;
  public readonly namespace: string | undefined;
  /** The object as it is written, for `addJsonPatch`. */
  public readonly object: ApiObject;

  public constructor(scope: Construct, id: string, props: PeerAuthenticationProps) {
    super(scope, id);
    const { mtls, workload, ports, metadata } = props;
    if (workload) checkWorkloadNamespace(this, workload, metadata?.namespace ?? Chart.of(this).namespace);
    if (ports) this.checkPorts(ports, workload);
    const spec: Rendered = {
      mtls: { mode: modes[mtls] },
      ...(workload && { selector: { matchLabels: { ...workload.labels } } }),
      ...(ports && { portLevelMtls: renderPorts(ports) }),
    };
    this.object = istioObject(this, generated.PeerAuthentication, spec, props);
    this.name = this.object.name;
    this.namespace = this.object.metadata.namespace;
  }

  private checkPorts(ports: Readonly<Record<number, MtlsMode>>, workload: IWorkload | undefined): void {
    const numbers = Object.keys(ports);
    if (workload === undefined || numbers.length === 0) {
      throw new ConfigError({
        at: this.node.path,
        problem: 'ports are those of a workload, at least one',
        got: ports,
        instead: 'name the workload, or leave the ports out',
      });
    }
    for (const port of numbers) checkPort(Number(port), 'the port of a workload');
  }
}

function renderPorts(ports: Readonly<Record<number, MtlsMode>>): NonNullable<Rendered['portLevelMtls']> {
  return Object.fromEntries(Object.entries(ports).map(([port, mode]) => [port, { mode: modes[mode] }]));
}

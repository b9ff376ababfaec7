import type { Construct } from 'constructs';
import * as generated from '../../../imports/security.istio.io/peer-authentication';
import { fault, within } from '../../diagnostics/fault';
import { keyOf, record, text } from '../../values/check';
import { isPort } from '../../values/port';
import { optional, shape } from '../../values/shape';
import { type AnyWorkload, foreignWorkload, workload } from '../references/workload';
import { type IstioObjectProps, IstioResource, objectProps, type Plain, resourceKind } from '../resource';

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
  readonly workload?: AnyWorkload;
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

const portKey = text({
  holds: (name) => /^[1-9]\d*$/.test(name) && isPort(Number(name)),
  problem: 'the port of a workload must be a whole number from 1 to 65535',
  instead: 'write for example { 9080: … }',
});

const peerAuthentication = resourceKind<PeerAuthenticationProps, generated.PeerAuthenticationSpec>({
  generated: generated.PeerAuthentication,
  check: shape<PeerAuthenticationProps>(
    {
      ...objectProps,
      mtls: keyOf(modes),
      workload: optional(workload),
      ports: optional(record(keyOf(modes), { name: portKey })),
    },
    {
      rule: ({ ports, workload }) =>
        ports && !workload
          ? within(
              'ports',
              fault('ports are those of a workload', ports, 'name the workload, or leave the ports out'),
            )
          : undefined,
    },
  ),
  rule: ({ workload }, place) => workload && foreignWorkload(workload, place),
  render: ({ mtls, workload, ports }): Rendered => ({
    mtls: { mode: modes[mtls] },
    ...(workload && { selector: { matchLabels: { ...workload.labels } } }),
    ...(ports && { portLevelMtls: renderPorts(ports) }),
  }),
});

/**
 * Decides which connections workloads take.
 *
 * @example
 * new PeerAuthentication(this, 'mtls', { mtls: 'strict' });
 * @throws ConfigError for ports without a workload that has them
 * @see https://istio.io/latest/docs/reference/config/security/peer_authentication/
 */
export class PeerAuthentication extends IstioResource<PeerAuthenticationProps> {
  public constructor(scope: Construct, id: string, props: PeerAuthenticationProps) {
    super(scope, id, peerAuthentication, props);
  }
}

function renderPorts(ports: Readonly<Record<number, MtlsMode>>): NonNullable<Rendered['portLevelMtls']> {
  return Object.fromEntries(Object.entries(ports).map(([port, mode]) => [port, { mode: modes[mode] }]));
}

import type { Construct } from 'constructs';
import * as generated from '../../../imports/security.istio.io/peer-authentication';
import { type Fault, fault, within } from '../../diagnostics/fault';
import { keyOf, record, text } from '../../values/check';
import { isPort } from '../../values/port';
import { optional, shape } from '../../values/shape';
import { describedNamespace, type INamespace, namespaceObject } from '../references/namespace-ref';
import { type AnyWorkload, foreignWorkload, workload } from '../references/workload';
import {
  type IstioObjectProps,
  IstioResource,
  type ObjectPlace,
  objectProps,
  type Plain,
  resourceKind,
} from '../resource';

/**
 * Which connections a workload takes: mutual TLS only, plain text too, plain text only, or what the next wider policy
 * says (the namespace's, the mesh's, at last plain text too).
 */
export type MtlsMode = 'strict' | 'permissive' | 'disabled' | 'inherited';

/** Which connections workloads take: of mutual TLS alone, or of plain text too. */
export interface PeerAuthenticationProps extends IstioObjectProps {
  readonly mtls: MtlsMode;
  /**
   * The pods that it is for, in its own namespace.
   * @default - all of its namespace; in the root namespace, all of the mesh
   */
  readonly workload?: AnyWorkload;
  /** The namespace that it lies in. @default - the chart's */
  readonly namespace?: INamespace;
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
      namespace: optional(namespaceObject),
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
  namespace: ({ namespace }) => namespace,
  rule: (props, place) =>
    (props.workload && foreignWorkload(props.workload, place)) ?? plaintextFault(props, place),
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
 * @throws ConfigError for ports without a workload that has them, and for mutual TLS turned off in ambient mode
 * @see https://istio.io/latest/docs/reference/config/security/peer_authentication/
 */
export class PeerAuthentication extends IstioResource<PeerAuthenticationProps> {
  public constructor(scope: Construct, id: string, props: PeerAuthenticationProps) {
    super(scope, id, peerAuthentication, props);
  }
}

/** Refuses to turn mutual TLS off for what ztunnel stands before: it takes connections with it all the same. */
function plaintextFault(props: PeerAuthenticationProps, place: ObjectPlace): Fault | undefined {
  const { mtls, ports = {}, workload, namespace } = props;
  const pods =
    workload?.requestsReadBy === undefined
      ? (namespace ?? (workload ? undefined : describedNamespace(place.construct, place.namespace)))
      : workload;
  if ((pods?.requestsReadBy ?? 'sidecar') === 'sidecar') return undefined;
  const port = Object.keys(ports).find((one) => ports[Number(one)] === 'disabled');
  if (mtls !== 'disabled' && port === undefined) return undefined;
  const found = fault(
    'in ambient mode ztunnel takes connections with mutual TLS whatever is said',
    'disabled',
    "write 'permissive' or 'strict'",
  );
  return mtls === 'disabled' ? within('mtls', found) : within('ports', within(port as string, found));
}

function renderPorts(ports: Readonly<Record<number, MtlsMode>>): NonNullable<Rendered['portLevelMtls']> {
  return Object.fromEntries(Object.entries(ports).map(([port, mode]) => [port, { mode: modes[mode] }]));
}

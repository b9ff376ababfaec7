import type { GatewaySpecServersTls } from '../../../imports/networking.istio.io/gateway';
import { within } from '../../diagnostics/fault';
import type { Check } from '../../values/check';
import { given } from '../../values/options';
import { variants } from '../../values/shape';
import type { Plain } from '../resource';
import {
  type AcceptedClients,
  acceptedClients,
  clientsFault,
  type FileClients,
  type MeshClients,
  meshClients,
  renderAcceptedClients,
  type SecretClients,
} from './accepted-clients';
import {
  type FileCredential,
  renderServerCredential,
  type SecretCredential,
  type ServerCredential,
  serverCredential,
} from './server-credential';
import { renderTlsParameters, type TlsParameters, tlsParameters, versionsFault } from './tls-parameters';

/** The gateway decrypts and asks the client for no certificate. */
export interface SimpleTls extends TlsParameters {
  readonly kind: 'simple';
  readonly credential: ServerCredential;
}

/** The gateway decrypts, and the client must, or may, show a certificate. */
export interface MutualTls extends TlsParameters {
  readonly kind: 'mutual' | 'optional-mutual';
  readonly credential: ServerCredential;
  readonly clients: AcceptedClients;
}

/** The gateway decrypts with the mesh's own certificates: the client is a workload of the mesh. */
export interface IstioMutualTls {
  readonly kind: 'istio-mutual';
  readonly clients: MeshClients;
}

/** The gateway decrypts. */
export type TerminatedTls = SimpleTls | MutualTls | IstioMutualTls;

/** The gateway passes the connection on unread, by routes for its server name or, `auto-passthrough`, without routes. */
export interface PassedTls {
  readonly kind: 'passthrough' | 'auto-passthrough';
}

/**
 * What a gateway's server does with TLS.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings
 */
export type ServerTls = TerminatedTls | PassedTls;

/** Options of a TLS mode that asks for certificates, by where the gateway's own credential is. */
type MutualOptions<Credential extends ServerCredential> = Credential extends FileCredential
  ? TlsParameters & { readonly clients: FileClients }
  : TlsParameters & { readonly clients?: SecretClients };

function simple(credential: ServerCredential, parameters: TlsParameters = {}): SimpleTls {
  return { kind: 'simple', ...given(parameters), credential };
}

function mutual(credential: SecretCredential, options?: MutualOptions<SecretCredential>): MutualTls;
function mutual(credential: FileCredential, options: MutualOptions<FileCredential>): MutualTls;
function mutual(
  credential: ServerCredential,
  options: Partial<MutualOptions<ServerCredential>> = {},
): MutualTls {
  return withClients('mutual', credential, options);
}

function optionalMutual(credential: SecretCredential, options?: MutualOptions<SecretCredential>): MutualTls;
function optionalMutual(credential: FileCredential, options: MutualOptions<FileCredential>): MutualTls;
function optionalMutual(
  credential: ServerCredential,
  options: Partial<MutualOptions<ServerCredential>> = {},
): MutualTls {
  return withClients('optional-mutual', credential, options);
}

function withClients(
  kind: MutualTls['kind'],
  credential: ServerCredential,
  options: TlsParameters & { readonly clients?: AcceptedClients },
): MutualTls {
  return { kind, clients: {}, ...given(options), credential };
}

export const ServerTls = {
  /** The client shows no certificate. */
  simple,

  /** The client must show a certificate; with files as the credential, `clients` says which CA signs them. */
  mutual,

  /** The client may show a certificate, which must then be good. */
  optionalMutual,

  /** Clients are workloads of the mesh. */
  istioMutual(clients: MeshClients = {}): IstioMutualTls {
    return { kind: 'istio-mutual', clients };
  },

  /** TLS routes send the connection on by its server name. */
  passthrough: { kind: 'passthrough' } as PassedTls,

  /** The server name itself says which service is meant; between clusters. */
  autoPassthrough: { kind: 'auto-passthrough' } as PassedTls,
};

const mutualTls = { ...tlsParameters, credential: serverCredential, clients: acceptedClients };

export const serverTls: Check<ServerTls | { readonly kind: 'redirect-to-https' }> = variants<
  ServerTls | { readonly kind: 'redirect-to-https' }
>(
  'a TLS mode',
  {
    simple: { ...tlsParameters, credential: serverCredential },
    mutual: mutualTls,
    'optional-mutual': mutualTls,
    'istio-mutual': { clients: meshClients },
    passthrough: {},
    'auto-passthrough': {},
    'redirect-to-https': {},
  },
  (tls) => {
    switch (tls.kind) {
      case 'simple':
        return versionsFault(tls);
      case 'mutual':
      case 'optional-mutual':
        return versionsFault(tls) ?? within('clients', clientsFault(tls.clients, tls.credential));
      default:
        return undefined;
    }
  },
);

type Rendered = Plain<GatewaySpecServersTls>;

const modes = {
  simple: 'SIMPLE',
  mutual: 'MUTUAL',
  'optional-mutual': 'OPTIONAL_MUTUAL',
  'istio-mutual': 'ISTIO_MUTUAL',
  passthrough: 'PASSTHROUGH',
  'auto-passthrough': 'AUTO_PASSTHROUGH',
} as const satisfies Record<ServerTls['kind'], Rendered['mode']>;

export function renderServerTls(tls: ServerTls): Rendered {
  const mode = modes[tls.kind];
  switch (tls.kind) {
    case 'simple':
      return { mode, ...renderServerCredential(tls.credential), ...renderTlsParameters(tls) };
    case 'mutual':
    case 'optional-mutual':
      return {
        mode,
        ...renderServerCredential(tls.credential),
        ...renderAcceptedClients(tls.clients),
        ...renderTlsParameters(tls),
      };
    case 'istio-mutual':
      return { mode, ...renderAcceptedClients(tls.clients) };
    case 'passthrough':
    case 'auto-passthrough':
      return { mode };
    default:
      return tls satisfies never;
  }
}

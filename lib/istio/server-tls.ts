import type { GatewaySpecServersTls } from '../../imports/networking.istio.io/gateway';
import { defined } from './defined';
import type { Plain } from './istio-object';
import type { NonEmpty } from './non-empty';
import { type ClientVerification, renderServerCredential, type ServerCredential } from './server-credential';

/** A version of the TLS protocol. */
export type TlsVersion = '1.0' | '1.1' | '1.2' | '1.3';

/** Which TLS a gateway speaks with its clients. */
export interface TlsParameters {
  /** @default '1.2' */
  readonly minVersion?: TlsVersion;
  /** @default '1.3' */
  readonly maxVersion?: TlsVersion;
  /** OpenSSL's names, for TLS up to 1.2. @default - Envoy's own */
  readonly cipherSuites?: NonEmpty<string>;
}

/** The gateway decrypts and asks the client for no certificate. */
export interface SimpleTls extends TlsParameters {
  readonly kind: 'simple';
  readonly credential: ServerCredential;
}

/** The gateway decrypts, and the client must, or may, show a certificate. */
export interface MutualTls extends TlsParameters {
  readonly kind: 'mutual' | 'optional-mutual';
  readonly credential: ServerCredential;
  readonly clients?: ClientVerification;
}

/** The gateway decrypts with the mesh's own certificates: the client is a workload of the mesh. */
export interface IstioMutualTls extends TlsParameters {
  readonly kind: 'istio-mutual';
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

export const ServerTls = {
  simple(credential: ServerCredential, parameters: TlsParameters = {}): SimpleTls {
    return { kind: 'simple', ...parameters, credential };
  },

  /** The client must show a certificate. */
  mutual(
    credential: ServerCredential,
    options: TlsParameters & { readonly clients?: ClientVerification } = {},
  ): MutualTls {
    return { kind: 'mutual', ...options, credential };
  },

  /** The client may show a certificate, which must then be good. */
  optionalMutual(
    credential: ServerCredential,
    options: TlsParameters & { readonly clients?: ClientVerification } = {},
  ): MutualTls {
    return { kind: 'optional-mutual', ...options, credential };
  },

  /** Clients are workloads of the mesh. */
  istioMutual(parameters: TlsParameters = {}): IstioMutualTls {
    return { kind: 'istio-mutual', ...parameters };
  },

  /** TLS routes send the connection on by its server name. */
  passthrough: { kind: 'passthrough' } as PassedTls,

  /** The server name itself says which service is meant; between clusters. */
  autoPassthrough: { kind: 'auto-passthrough' } as PassedTls,
};

type Rendered = Plain<GatewaySpecServersTls>;

const modes = {
  simple: 'SIMPLE',
  mutual: 'MUTUAL',
  'optional-mutual': 'OPTIONAL_MUTUAL',
  'istio-mutual': 'ISTIO_MUTUAL',
  passthrough: 'PASSTHROUGH',
  'auto-passthrough': 'AUTO_PASSTHROUGH',
} as const satisfies Record<ServerTls['kind'], Rendered['mode']>;

const versions = {
  '1.0': 'TLSV1_0',
  '1.1': 'TLSV1_1',
  '1.2': 'TLSV1_2',
  '1.3': 'TLSV1_3',
} as const satisfies Record<TlsVersion, Rendered['minProtocolVersion']>;

export function renderServerTls(tls: ServerTls): Rendered {
  const mode = modes[tls.kind];
  switch (tls.kind) {
    case 'simple':
      return { mode, ...renderServerCredential(tls.credential), ...renderParameters(tls) };
    case 'mutual':
    case 'optional-mutual':
      return {
        mode,
        ...renderServerCredential(tls.credential),
        ...renderClients(tls.clients ?? {}),
        ...renderParameters(tls),
      };
    case 'istio-mutual':
      return { mode, ...renderParameters(tls) };
    case 'passthrough':
    case 'auto-passthrough':
      return { mode };
    default:
      return tls satisfies never;
  }
}

function renderClients(clients: ClientVerification): Rendered {
  return defined<Rendered>({
    caCertCredentialName: clients.caCertCredential,
    caCrl: clients.caCrl,
    subjectAltNames: clients.subjectAltNames && [...clients.subjectAltNames],
    verifyCertificateHash: clients.certificateHashes && [...clients.certificateHashes],
    verifyCertificateSpki: clients.certificateSpkis && [...clients.certificateSpkis],
  });
}

function renderParameters({ minVersion, maxVersion, cipherSuites }: TlsParameters): Rendered {
  return defined<Rendered>({
    minProtocolVersion: minVersion && versions[minVersion],
    maxProtocolVersion: maxVersion && versions[maxVersion],
    cipherSuites: cipherSuites && [...cipherSuites],
  });
}

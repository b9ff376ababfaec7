import type { DestinationRuleSpecTrafficPolicyTls } from '../../../imports/networking.istio.io/destination-rule';
import { filledText } from '../../values/check';
import { exactHostName, type HostName } from '../../values/host-name';
import { objectName } from '../../values/object-name';
import { given } from '../../values/options';
import { optional, type Shape, variants } from '../../values/shape';
import type { Plain } from '../resource';
import {
  type CaCertificates,
  fileCertificateTrust,
  type InsecureSkipVerify,
  renderServerNames,
  renderTrust,
  type SameSecretTrust,
  type SecretTrust,
  type ServerNames,
  type SystemTrust,
  secretCertificateTrust,
  serverNames,
  simpleTrust,
  Trust,
} from './trust';

/** What a client asks a server for. */
export interface TlsGreeting {
  /** The server name that is asked for. @default - the host of the request */
  readonly sni?: HostName;
}

/** A certificate and key in a Secret of the client's namespace. */
export interface SecretCertificate {
  readonly kind: 'secret';
  readonly name: string;
  /** @default - the CA in the same Secret */
  readonly trust?: SameSecretTrust | InsecureSkipVerify;
}

/** A certificate and key in files in the client's pod. */
export interface FileCertificate {
  readonly kind: 'files';
  readonly certificate: string;
  readonly privateKey: string;
  /** @default - the CAs that the operating system of the client's proxy trusts */
  readonly trust?: SystemTrust | CaCertificates | InsecureSkipVerify;
}

/** The certificate that a client shows, and whose it accepts. */
export type ClientCertificate = SecretCertificate | FileCertificate;

export const ClientCertificate = {
  /**
   * In a Secret of the client's namespace. Sidecars need a DestinationRule with a workload for it: without one they
   * speak plain text.
   */
  secret(name: string, options: Pick<SecretCertificate, 'trust'> = {}): SecretCertificate {
    return { kind: 'secret', ...given(options), name };
  },

  /** In files in the client's pod. */
  files(files: Omit<FileCertificate, 'kind'>): FileCertificate {
    return { kind: 'files', ...(given(files) as Omit<FileCertificate, 'kind'>) };
  },
};

/**
 * Which TLS a client's Envoy speaks with a service.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings
 */
export type ClientTls =
  | { readonly kind: 'disabled' }
  | ({ readonly kind: 'istio-mutual' } & TlsGreeting & ServerNames)
  | ({ readonly kind: 'simple'; readonly trust: SimpleTrust } & TlsGreeting)
  | ({ readonly kind: 'mutual'; readonly certificate: ClientCertificate } & TlsGreeting);

type SimpleTrust = SystemTrust | CaCertificates | SecretTrust | InsecureSkipVerify;

export const ClientTls = {
  /** Plain text. */
  disabled: { kind: 'disabled' } as ClientTls,

  /** The mesh's own certificates on both sides. */
  istioMutual(options: TlsGreeting & ServerNames = {}): ClientTls {
    return { kind: 'istio-mutual', ...given(options) };
  },

  /** TLS as a browser speaks it: only the server shows a certificate. */
  simple(options: TlsGreeting & { readonly trust?: SimpleTrust } = {}): ClientTls {
    return { kind: 'simple', trust: Trust.system(), ...given(options) };
  },

  /** Both sides show certificates, the client this one. */
  mutual(certificate: ClientCertificate, greeting: TlsGreeting = {}): ClientTls {
    return { kind: 'mutual', ...given(greeting), certificate };
  },
};

const greeting = { sni: optional(exactHostName) } satisfies Shape<TlsGreeting>;

const certificate = variants<ClientCertificate>('a certificate', {
  secret: { name: objectName, trust: optional(secretCertificateTrust) },
  files: {
    certificate: filledText('the path of a certificate', "'/etc/certs/tls.crt'"),
    privateKey: filledText('the path of a key', "'/etc/certs/tls.key'"),
    trust: optional(fileCertificateTrust),
  },
});

export const clientTls = variants<ClientTls>('the TLS of a client', {
  disabled: {},
  'istio-mutual': { ...greeting, ...serverNames },
  simple: { ...greeting, trust: simpleTrust },
  mutual: { ...greeting, certificate },
});

type Rendered = Plain<DestinationRuleSpecTrafficPolicyTls>;

export function renderClientTls(tls: ClientTls): Rendered {
  switch (tls.kind) {
    case 'disabled':
      return { mode: 'DISABLE' };
    case 'istio-mutual':
      return { mode: 'ISTIO_MUTUAL', ...renderGreeting(tls), ...renderServerNames(tls) };
    case 'simple':
      return { mode: 'SIMPLE', ...renderGreeting(tls), ...renderTrust(tls.trust) };
    case 'mutual':
      return { mode: 'MUTUAL', ...renderGreeting(tls), ...renderCertificate(tls.certificate) };
    default:
      return tls satisfies never;
  }
}

function renderGreeting({ sni }: TlsGreeting): Rendered {
  return sni === undefined ? {} : { sni };
}

function renderCertificate(certificate: ClientCertificate): Rendered {
  switch (certificate.kind) {
    case 'secret':
      return { credentialName: certificate.name, ...renderTrust(certificate.trust ?? Trust.sameSecret()) };
    case 'files':
      return {
        clientCertificate: certificate.certificate,
        privateKey: certificate.privateKey,
        ...renderTrust(certificate.trust ?? Trust.system()),
      };
    default:
      return certificate satisfies never;
  }
}

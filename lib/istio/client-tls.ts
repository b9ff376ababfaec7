import type { DestinationRuleSpecTrafficPolicyTls } from '../../imports/networking.istio.io/destination-rule';
import { defined } from './defined';
import { checkExactHostName, type HostName } from './host-name';
import type { Plain } from './istio-object';
import type { NonEmpty } from './non-empty';

/** How the server's certificate is verified. */
export interface ServerVerification {
  /** The server name that is asked for. @default - the host of the request */
  readonly sni?: HostName;
  /** The only names that the server's certificate may bear. */
  readonly subjectAltNames?: NonEmpty<string>;
  /** A file in the client's pod with the revoked certificates. */
  readonly caCrl?: string;
}

/** Whom a client trusts. */
export type TrustAnchor =
  | { readonly kind: 'system' }
  /** A Secret in the client's namespace, or a file in its pod, with the authority's certificate. */
  | { readonly kind: 'secret' | 'file'; readonly name: string }
  | { readonly kind: 'nobody-is-verified' };

/** The certificate that a client shows. */
export type ClientCertificate =
  | { readonly kind: 'secret'; readonly name: string }
  | {
      readonly kind: 'files';
      readonly certificate: string;
      readonly privateKey: string;
      readonly caCertificates?: string;
    };

/**
 * Which TLS a client's Envoy speaks with a service.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings
 */
export type ClientTls =
  | { readonly kind: 'disabled' }
  | ({ readonly kind: 'istio-mutual' } & ServerVerification)
  | ({ readonly kind: 'simple'; readonly trust: TrustAnchor } & ServerVerification)
  | ({
      readonly kind: 'mutual';
      readonly certificate: ClientCertificate;
      readonly insecureSkipVerify?: boolean;
    } & ServerVerification);

export const ClientTls = {
  /** Plain text. */
  disabled: { kind: 'disabled' } as ClientTls,

  /** The mesh's own certificates on both sides. */
  istioMutual(verification: ServerVerification = {}): ClientTls {
    return checked({ kind: 'istio-mutual', ...verification });
  },

  /** TLS as a browser speaks it: only the server shows a certificate. */
  simple({
    trust = { kind: 'system' },
    ...verification
  }: ServerVerification & { readonly trust?: TrustAnchor } = {}): ClientTls {
    return checked({ kind: 'simple', trust, ...verification });
  },

  /** Both sides show certificates, the client this one. */
  mutual(
    certificate: ClientCertificate,
    options: ServerVerification & { readonly insecureSkipVerify?: boolean } = {},
  ): ClientTls {
    return checked({ kind: 'mutual', certificate, ...options });
  },
};

function checked(tls: ClientTls): ClientTls {
  if (tls.kind !== 'disabled' && tls.sni !== undefined) checkExactHostName(tls.sni, 'a server name (SNI)');
  return tls;
}

type Rendered = Plain<DestinationRuleSpecTrafficPolicyTls>;

export function renderClientTls(tls: ClientTls): Rendered {
  switch (tls.kind) {
    case 'disabled':
      return { mode: 'DISABLE' };
    case 'istio-mutual':
      return { mode: 'ISTIO_MUTUAL', ...renderVerification(tls) };
    case 'simple':
      return { mode: 'SIMPLE', ...renderTrust(tls.trust), ...renderVerification(tls) };
    case 'mutual':
      return {
        mode: 'MUTUAL',
        ...renderCertificate(tls.certificate),
        ...defined<Rendered>({ insecureSkipVerify: tls.insecureSkipVerify }),
        ...renderVerification(tls),
      };
    default:
      return tls satisfies never;
  }
}

function renderTrust(trust: TrustAnchor): Rendered {
  switch (trust.kind) {
    case 'system':
      return {};
    case 'secret':
      return { credentialName: trust.name };
    case 'file':
      return { caCertificates: trust.name };
    case 'nobody-is-verified':
      return { insecureSkipVerify: true };
    default:
      return trust satisfies never;
  }
}

function renderCertificate(certificate: ClientCertificate): Rendered {
  if (certificate.kind === 'secret') return { credentialName: certificate.name };
  const { privateKey, caCertificates } = certificate;
  return defined<Rendered>({ clientCertificate: certificate.certificate, privateKey, caCertificates });
}

function renderVerification({ sni, subjectAltNames, caCrl }: ServerVerification): Rendered {
  return defined<Rendered>({ sni, subjectAltNames: subjectAltNames && [...subjectAltNames], caCrl });
}

import type { NonEmpty } from './non-empty';

/** Certificates in Secrets of the gateway's namespace; two serve clients that want RSA and clients that want ECDSA. */
export interface SecretCredential {
  readonly kind: 'secret';
  readonly names: readonly [string] | readonly [string, string];
}

/** Files of one certificate in the gateway's pod. */
export interface CertificateFiles {
  readonly certificate: string;
  readonly privateKey: string;
  /** @default - no certificate authority of its own */
  readonly caCertificates?: string;
}

/** Certificates in files that are mounted into the gateway's pod. */
export interface FileCredential {
  readonly kind: 'files';
  readonly files: readonly [CertificateFiles] | readonly [CertificateFiles, CertificateFiles];
}

/**
 * Where a gateway has its certificate and key from.
 *
 * @see https://istio.io/latest/docs/tasks/traffic-management/ingress/secure-ingress/
 */
export type ServerCredential = SecretCredential | FileCredential;

export const ServerCredential = {
  /** Secrets in the gateway's namespace that hold `tls.crt` and `tls.key`. */
  secret(...names: SecretCredential['names']): SecretCredential {
    return { kind: 'secret', names };
  },

  /** Files in the gateway's pod. */
  files(...files: FileCredential['files']): FileCredential {
    return { kind: 'files', files };
  },
};

/** Whom a gateway asks for a certificate, and which it takes. */
export interface ClientVerification {
  /** A Secret of the gateway's namespace whose `ca.crt` signs clients. @default - that of the credential */
  readonly caCertCredential?: string;
  /** A file in the gateway's pod with the revoked certificates. */
  readonly caCrl?: string;
  /** The only names that a client's certificate may bear. */
  readonly subjectAltNames?: NonEmpty<string>;
  /** SHA-256 hashes of the only certificates that are taken. */
  readonly certificateHashes?: NonEmpty<string>;
  /** Base64 SHA-256 hashes of the only public keys that are taken. */
  readonly certificateSpkis?: NonEmpty<string>;
}

/** The credential's fields as a server's generated TLS settings have them. */
export function renderServerCredential(credential: ServerCredential) {
  switch (credential.kind) {
    case 'secret':
      return credential.names.length === 1
        ? { credentialName: credential.names[0] }
        : { credentialNames: [...credential.names] };
    case 'files': {
      const [first, second] = credential.files.map(renderFiles);
      return second
        ? { tlsCertificates: [first, second].filter((files) => files !== undefined) }
        : { ...first };
    }
    default:
      return credential satisfies never;
  }
}

function renderFiles({ certificate, privateKey, caCertificates }: CertificateFiles) {
  return {
    serverCertificate: certificate,
    privateKey,
    ...(caCertificates === undefined ? {} : { caCertificates }),
  };
}

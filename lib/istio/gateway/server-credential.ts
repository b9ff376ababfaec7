import { ConfigError } from '../../diagnostics/error';

/** Certificates in Secrets of the gateway's namespace; two serve clients that want RSA and clients that want ECDSA. */
export interface SecretCredential {
  readonly kind: 'secret';
  readonly names: readonly [string] | readonly [string, string];
}

/** Files of one certificate in the gateway's pod. */
export interface CertificateFiles {
  readonly certificate: string;
  readonly privateKey: string;
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
    names.forEach(checkSecretName);
    return { kind: 'secret', names };
  },

  /** Files in the gateway's pod. */
  files(...files: FileCredential['files']): FileCredential {
    return { kind: 'files', files };
  },
};

/** Refuses a Secret without a name. */
export function checkSecretName(name: string): void {
  if (name !== '') return;
  throw new ConfigError({
    problem: 'a Secret has a name',
    got: name,
    instead: "write for example 'bookinfo-credential'",
  });
}

/** The credential's fields as a server's generated TLS settings have them. */
export function renderServerCredential(credential: ServerCredential) {
  switch (credential.kind) {
    case 'secret':
      return credential.names.length === 1
        ? { credentialName: credential.names[0] }
        : { credentialNames: [...credential.names] };
    case 'files':
      return credential.files.length === 1
        ? renderFiles(credential.files[0])
        : { tlsCertificates: credential.files.map(renderFiles) };
    default:
      return credential satisfies never;
  }
}

function renderFiles({ certificate, privateKey }: CertificateFiles) {
  return { serverCertificate: certificate, privateKey };
}

import { type Check, distinct, filledText, list, text } from '../../values/check';
import { isObjectName } from '../../values/object-name';
import { shape, variants } from '../../values/shape';

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
    return { kind: 'secret', names };
  },

  /** Files in the gateway's pod. */
  files(...files: FileCredential['files']): FileCredential {
    return { kind: 'files', files };
  },
};

/** The name of a Secret, perhaps after a namespace and a slash. */
export const secretName: Check<string> = text({
  holds: (name) => {
    const parts = name.replace(/^[a-z-]+:\/\//, '').split('/');
    return parts.length <= 2 && parts.every(isObjectName);
  },
  problem: 'a Secret is named by a DNS name',
  instead: "write for example 'bookinfo-credential'",
});

const certificateFiles = shape<CertificateFiles>({
  certificate: filledText('the path of a certificate', "'/etc/certs/tls.crt'"),
  privateKey: filledText('the path of a key', "'/etc/certs/tls.key'"),
});

export const serverCredential = variants<ServerCredential>('a credential', {
  secret: { names: distinct(secretName, { most: 2 }) },
  files: { files: list(certificateFiles, { most: 2 }) },
});

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

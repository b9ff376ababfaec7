import { type Fault, fault, within } from '../../diagnostics/fault';
import { type Check, every, filledText, firstFault, list, text, textOr } from '../../values/check';
import { isObjectName } from '../../values/object-name';
import { shape, variants } from '../../values/shape';
import { type ISecret, secret } from '../references/secret-ref';

/**
 * A Secret of the namespace in which the gateway's pods run: an object, or its name. `kubernetes://name` is the same,
 * `sds://name` an entry of a server of certificates beside the gateway.
 */
export type CredentialName = ISecret | string;

/** Certificates in Secrets of the gateway's namespace; two serve clients that want RSA and clients that want ECDSA. */
export interface SecretCredential {
  readonly kind: 'secret';
  readonly names: readonly [CredentialName] | readonly [CredentialName, CredentialName];
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

  /**
   * What a server of certificates (SDS) has under this name: one at the gateway's socket for credentials, or one of the
   * mesh configuration's `extensionProviders`.
   */
  sds(resource: string): SecretCredential {
    // What is no text is refused where the credential is used.
    return { kind: 'secret', names: [typeof resource === 'string' ? `sds://${resource}` : resource] };
  },

  /** Files in the gateway's pod. */
  files(...files: FileCredential['files']): FileCredential {
    return { kind: 'files', files };
  },
};

/** The name of a Secret, as Istio writes it. */
const secretName: Check<string> = text({
  holds: (name) => {
    const [, scheme = '', resource = ''] = /^(?:(kubernetes|sds):\/\/)?(.*)$/s.exec(name) ?? [];
    if (scheme === 'sds') return /^[^\s/]+$/.test(resource);
    const parts = resource.split('/');
    return parts.length <= 2 && parts.every(isObjectName);
  },
  problem: 'a Secret is named by a DNS name',
  instead: "write for example 'bookinfo-credential'",
});

/** A Secret by name or as an object. */
export const credentialName: Check<CredentialName> = textOr<string, ISecret>(secretName, secret);

/** The Secret as Istio names it. */
export function renderCredentialName(credential: CredentialName): string {
  return typeof credential === 'string' ? credential : credential.name;
}

/** Refuses a Secret of another namespace than that of the gateway's pods, which read none from there. */
export function secretPlaceFault(credential: CredentialName, namespace: string): Fault | undefined {
  const theirs =
    typeof credential === 'string'
      ? /^(?:kubernetes:\/\/)?([^/:]+)\/[^/]+$/.exec(credential)?.[1]
      : credential.namespace;
  if (theirs === undefined || theirs === namespace) return undefined;
  const name = renderCredentialName(credential);
  return fault(
    `the pods of the gateway run in '${namespace}' and read Secrets of that namespace alone`,
    typeof credential === 'string' ? credential : `${theirs}/${name}`,
    `make it there: metadata: { namespace: '${namespace}' }, or Secret.named('${name.split('/').pop()}')`,
  );
}

/** What is wrong with where the Secrets of a credential lie. */
export function credentialPlaceFault(credential: ServerCredential, namespace: string): Fault | undefined {
  if (credential.kind !== 'secret') return undefined;
  const { names } = credential;
  return within(
    'names',
    firstFault(names.length, (index) =>
      within(index, secretPlaceFault(names[index] as CredentialName, namespace)),
    ),
  );
}

function sameTwice(names: readonly CredentialName[]): Fault | undefined {
  const [first, second] = names.map(renderCredentialName);
  return first !== undefined && first === second
    ? within(1, fault('it is there already', second, 'name each once'))
    : undefined;
}

const certificateFiles = shape<CertificateFiles>({
  certificate: filledText('the path of a certificate', "'/etc/certs/tls.crt'"),
  privateKey: filledText('the path of a key', "'/etc/certs/tls.key'"),
});

export const serverCredential = variants<ServerCredential>('a credential', {
  secret: {
    names: every<readonly CredentialName[]>(list(credentialName, { most: 2 }), sameTwice) as Check<
      SecretCredential['names']
    >,
  },
  files: { files: list(certificateFiles, { most: 2 }) },
});

/** The credential's fields as a server's generated TLS settings have them. */
export function renderServerCredential(credential: ServerCredential) {
  switch (credential.kind) {
    case 'secret':
      return credential.names.length === 1
        ? { credentialName: renderCredentialName(credential.names[0]) }
        : { credentialNames: credential.names.map(renderCredentialName) };
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

import type { GatewaySpecServersTls } from '../../../imports/networking.istio.io/gateway';
import { type Fault, fault, within } from '../../diagnostics/fault';
import { filledText, flag, list, text } from '../../values/check';
import { defined } from '../../values/defined';
import type { NonEmpty } from '../../values/non-empty';
import { optional, type Shape, shape } from '../../values/shape';
import type { Plain } from '../resource';
import {
  type CredentialName,
  credentialName,
  renderCredentialName,
  type ServerCredential,
} from './server-credential';

/** Which of the clients with a trusted certificate a gateway lets in. */
export interface ClientNames {
  /** The only names that a client's certificate may bear. @default - any */
  readonly subjectAltNames?: NonEmpty<string>;
  /**
   * Whether a client gets in whose certificate is not good: it is looked at, and the connection goes on all the same.
   * From Istio 1.31 on.
   *
   * @default false
   */
  readonly insecureSkipVerify?: boolean;
}

/** Whom a gateway whose credential is a Secret lets in. */
export interface SecretClients extends ClientNames {
  /** A Secret of the gateway's namespace whose `ca.crt` signs clients. @default - that of the credential */
  readonly caCertCredential?: CredentialName;
  /** SHA-256 hashes of the only certificates that are taken, in hexadecimal digits. */
  readonly certificateHashes?: NonEmpty<string>;
  /** Base64 SHA-256 hashes of the only public keys that are taken. */
  readonly certificateSpkis?: NonEmpty<string>;
}

/** Whom a gateway whose credential are files lets in. */
export interface FileClients extends ClientNames {
  /** A file in the gateway's pod with the CA that signs clients. */
  readonly caCertificates: string;
  /** A file in the gateway's pod with the revoked certificates. */
  readonly caCrl?: string;
}

/** Whom a gateway with the mesh's own certificates lets in. */
export interface MeshClients extends ClientNames {
  /** A file in the gateway's pod with the revoked certificates. */
  readonly caCrl?: string;
}

/** Whom a gateway lets in. */
export type AcceptedClients = Partial<SecretClients & FileClients>;

const hash = /^([0-9a-f]{64}|[0-9a-f]{2}(:[0-9a-f]{2}){31})$/i;
const spki = /^[A-Za-z0-9+/]{43}=$/;

const instead = 'take the SHA-256 hash as openssl prints it';
const certificateHash = text({
  holds: (value) => hash.test(value),
  problem: 'a certificate hash is 64 hexadecimal digits',
  instead,
});
const publicKeyHash = text({
  holds: (value) => spki.test(value),
  problem: 'the hash of a public key is 44 characters of base64',
  instead,
});
const path = filledText('the path of a file', "'/etc/certs/ca.crt'");

const clientNames = {
  subjectAltNames: optional(list(filledText('a name', "'curl.example.com'"))),
  insecureSkipVerify: optional(flag),
} satisfies Shape<ClientNames>;

export const meshClients = shape<MeshClients>({ ...clientNames, caCrl: optional(path) });

/** Whom a gateway lets in, wherever its credential is. */
export const acceptedClients = shape<AcceptedClients>({
  ...clientNames,
  caCertCredential: optional(credentialName),
  certificateHashes: optional(list(certificateHash)),
  certificateSpkis: optional(list(publicKeyHash)),
  caCertificates: optional(path),
  caCrl: optional(path),
});

/** Finds options that do not go with where the gateway's own credential is. */
export function clientsFault(clients: AcceptedClients, credential: ServerCredential): Fault | undefined {
  if (credential.kind === 'files') {
    const secrets = (['caCertCredential', 'certificateHashes', 'certificateSpkis'] as const).find(
      (name) => clients[name] !== undefined,
    );
    if (secrets !== undefined) {
      return within(
        secrets,
        fault(
          'it goes with a credential in a Secret',
          clients[secrets],
          'leave it out, or use ServerCredential.secret',
        ),
      );
    }
    return clients.caCertificates === undefined
      ? within(
          'caCertificates',
          fault(
            'files leave open which CA signs the clients',
            undefined,
            "write for example '/etc/certs/ca.crt'",
          ),
        )
      : undefined;
  }
  const files = (['caCertificates', 'caCrl'] as const).find((name) => clients[name] !== undefined);
  return files === undefined
    ? undefined
    : within(
        files,
        fault(
          'it goes with a credential in files',
          clients[files],
          'put it into the Secret, or use ServerCredential.files',
        ),
      );
}

export function renderAcceptedClients(clients: AcceptedClients): Plain<GatewaySpecServersTls> {
  return defined<Plain<GatewaySpecServersTls>>({
    caCertCredentialName: clients.caCertCredential && renderCredentialName(clients.caCertCredential),
    caCertificates: clients.caCertificates,
    caCrl: clients.caCrl,
    subjectAltNames: clients.subjectAltNames && [...clients.subjectAltNames],
    insecureSkipVerify: clients.insecureSkipVerify,
    verifyCertificateHash: clients.certificateHashes && [...clients.certificateHashes],
    verifyCertificateSpki: clients.certificateSpkis && [...clients.certificateSpkis],
  });
}

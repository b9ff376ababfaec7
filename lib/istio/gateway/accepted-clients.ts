import type { GatewaySpecServersTls } from '../../../imports/networking.istio.io/gateway';
import { ConfigError } from '../../diagnostics/error';
import { defined } from '../../values/defined';
import type { NonEmpty } from '../../values/non-empty';
import type { Plain } from '../resource';
import { checkSecretName } from './server-credential';

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
  readonly caCertCredential?: string;
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

/** Refuses hashes that Envoy would not take. */
export function checkAcceptedClients(clients: AcceptedClients): void {
  if (clients.caCertCredential !== undefined) checkSecretName(clients.caCertCredential);
  refuseUnlike(hash, clients.certificateHashes, 'a certificate hash is 64 hexadecimal digits');
  refuseUnlike(spki, clients.certificateSpkis, 'the hash of a public key is 44 characters of base64');
}

function refuseUnlike(form: RegExp, values: readonly string[] | undefined, problem: string): void {
  const other = values?.find((value) => !form.test(value));
  if (other === undefined) return;
  throw new ConfigError({ problem, got: other, instead: 'take the SHA-256 hash as openssl prints it' });
}

export function renderAcceptedClients(clients: AcceptedClients): Plain<GatewaySpecServersTls> {
  return defined<Plain<GatewaySpecServersTls>>({
    caCertCredentialName: clients.caCertCredential,
    caCertificates: clients.caCertificates,
    caCrl: clients.caCrl,
    subjectAltNames: clients.subjectAltNames && [...clients.subjectAltNames],
    insecureSkipVerify: clients.insecureSkipVerify,
    verifyCertificateHash: clients.certificateHashes && [...clients.certificateHashes],
    verifyCertificateSpki: clients.certificateSpkis && [...clients.certificateSpkis],
  });
}

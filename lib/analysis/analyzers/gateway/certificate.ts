import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { ObjectOf } from '../../../model/mesh-kinds';
import { keyOf, type MeshModel } from '../../../model/mesh-model';

/** The Secret of this name, where it is given. */
export function secretOf(model: MeshModel, namespace: string, name: string): ObjectOf<'secrets'> | undefined {
  return model.byIdentity.get(keyOf({ group: '', kind: 'Secret', namespace, name })) as
    | ObjectOf<'secrets'>
    | undefined;
}

/** What a Secret holds under a key, decoded; undefined where it holds none. */
export function decoded(secret: ObjectOf<'secrets'>, key: string): string | undefined {
  const { data = {}, stringData = {} } = secret.spec;
  const plain = stringData[key];
  if (plain !== undefined) return plain;
  const encoded = data[key];
  return encoded === undefined ? undefined : Buffer.from(encoded, 'base64').toString('utf8');
}

/** Why a Secret is no certificate and key; undefined where it is. */
export function certificateProblem(secret: ObjectOf<'secrets'>): string | undefined {
  const [certificate, key] = pairOf(secret);
  if (certificate === undefined || key === undefined) return 'it holds no tls.crt and tls.key';
  const read = readCertificate(certificate);
  if (read === undefined) return 'tls.crt is no PEM certificate';
  if (new Date(read.validTo).getTime() < Date.now()) return `the certificate expired on ${read.validTo}`;
  const own = privateKeyOf(key);
  if (own === undefined) return 'tls.key is no PEM private key';
  return read.checkPrivateKey(own) ? undefined : 'tls.key is not the key of tls.crt';
}

/** The names that Istio looks for, the generic ones of old last. */
function pairOf(secret: ObjectOf<'secrets'>): readonly [string | undefined, string | undefined] {
  const usual = [decoded(secret, 'tls.crt'), decoded(secret, 'tls.key')] as const;
  if (usual[0] !== undefined || usual[1] !== undefined) return usual;
  return [decoded(secret, 'cert'), decoded(secret, 'key')];
}

/** The first certificate of a text in PEM; undefined where there is none. */
export function readCertificate(pem: string): X509Certificate | undefined {
  try {
    return new X509Certificate(pem);
  } catch {
    return undefined;
  }
}

function privateKeyOf(pem: string): ReturnType<typeof createPrivateKey> | undefined {
  try {
    return createPrivateKey(pem);
  } catch {
    return undefined;
  }
}

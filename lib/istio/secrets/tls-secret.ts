import { type ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { refuse, Verbatim } from '../../diagnostics/error';
import { fault, within } from '../../diagnostics/fault';
import { KubernetesObject } from '../../kubernetes/kubernetes-object';
import type { Check } from '../../values/check';
import { checkedProps } from '../../values/construct-props';
import { defined } from '../../values/defined';
import { objectName } from '../../values/object-name';
import { optional, shape } from '../../values/shape';
import type { ISecret } from '../references/secret-ref';
import { type IstioObjectProps, objectProps } from '../resource';

/** What a gateway needs to show a certificate, and to ask clients for theirs. */
export interface TlsSecretProps extends IstioObjectProps {
  /** The certificate and those that sign it, in PEM: `tls.crt`. */
  readonly certificate: string;
  /** Its key, in PEM and without a password: `tls.key`. It stands in the manifest for everyone who reads that. */
  readonly privateKey: string;
  /** The authorities that sign clients, in PEM: `ca.crt`. @default - none */
  readonly caCertificate?: string;
  /** The certificates that these have revoked, in PEM: `ca.crl`. @default - none */
  readonly caCrl?: string;
}

function pem(what: string, label: string): Check<string> {
  const block = new RegExp(
    `^\\s*(-----BEGIN (?:${label})-----\\s[A-Za-z0-9+/=\\s]+-----END (?:${label})-----\\s*)+$`,
  );
  return (value: unknown) => {
    if (typeof value === 'string' && block.test(value)) return undefined;
    // What may be a key is not for messages.
    const got = typeof value === 'string' ? new Verbatim(`a text of ${value.length} characters`) : value;
    const begin = `-----BEGIN ${label.split('|')[0]}-----`;
    return fault(`${what} is written in PEM`, got, `give the text of a file that begins with ${begin}`);
  };
}

const tlsSecret = shape<TlsSecretProps>({
  ...objectProps,
  certificate: pem('a certificate', 'CERTIFICATE'),
  privateKey: pem('a key', 'PRIVATE KEY|RSA PRIVATE KEY|EC PRIVATE KEY'),
  caCertificate: optional(pem('a certificate', 'CERTIFICATE')),
  caCrl: optional(pem('a list of revoked certificates', 'X509 CRL')),
});

/**
 * A Secret with a certificate and its key, which gateways of Istio and of the Gateway API name. It lies in the namespace
 * of its chart or of its metadata: for an Istio Gateway in that of the gateway's pods.
 *
 * @example
 * const secret = new TlsSecret(this, 'bookinfo-credential', {
 *   certificate: '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----',
 *   privateKey: '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----',
 * });
 * ServerTls.simple(ServerCredential.secret(secret));
 * @throws ConfigError for what is not PEM
 * @see https://istio.io/latest/docs/tasks/traffic-management/ingress/secure-ingress/
 */
export class TlsSecret extends Construct implements ISecret {
  public readonly kind = 'secret-object';
  public readonly construct = this;
  public readonly name: string;
  public readonly namespace: string | undefined;
  /** The Secret itself, for what these properties don't say. */
  public readonly object: ApiObject;

  public constructor(scope: Construct, id: string, props: TlsSecretProps) {
    const { metadata } = checkedProps(scope, id, tlsSecret, props);
    super(scope, id);
    this.name = metadata?.name ?? id;
    refuse(this, within('metadata', within('name', objectName(this.name))));
    this.namespace = metadata?.namespace ?? Chart.of(this).namespace;
    const { certificate, privateKey, caCertificate, caCrl } = props;
    const entries = defined<Partial<Record<string, string>>>({
      'tls.crt': certificate,
      'tls.key': privateKey,
      'ca.crt': caCertificate,
      'ca.crl': caCrl,
    });
    this.object = new KubernetesObject(this, 'Secret', {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { ...(metadata as object), name: this.name },
      type: 'kubernetes.io/tls',
      data: Object.fromEntries(
        Object.entries(entries).map(([key, value = '']) => [key, Buffer.from(value).toString('base64')]),
      ),
    });
  }
}

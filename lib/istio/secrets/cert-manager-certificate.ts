import { ApiObject } from 'cdk8s';
import { ConfigError } from '../../diagnostics/error';
import { checkedCall } from '../../values/checked-call';
import { namespaceName } from '../../values/dns-label';
import { objectName } from '../../values/object-name';
import { optional, shape } from '../../values/shape';
import type { ISecret } from '../references/secret-ref';

/** A Certificate of cert-manager, as the Secret that it keeps filled. */
export interface ICertManagerCertificate extends ISecret {
  /** The name of the Certificate itself. */
  readonly certificate: string;
}

const certificateOptions = shape<{ readonly secretName: string; readonly namespace?: string }>({
  secretName: objectName,
  namespace: optional(namespaceName),
});

/**
 * Certificates of cert-manager, which gateways name by the Secret that they are kept in: wherever a Secret is taken,
 * they are.
 *
 * @see https://cert-manager.io/docs/usage/certificate/
 */
export const CertManagerCertificate = {
  /**
   * A Certificate that is not described in this app.
   *
   * @param options.secretName its `spec.secretName`
   */
  named(
    certificate: string,
    options: { readonly secretName: string; readonly namespace?: string },
  ): ICertManagerCertificate {
    checkedCall('CertManagerCertificate.named', certificateOptions, options);
    return {
      kind: 'secret-object',
      name: options.secretName,
      namespace: options.namespace,
      certificate,
    };
  },

  /**
   * A Certificate of this app: the ApiObject that describes it, which is then applied before what names it.
   *
   * @example
   * const certificate = new ApiObject(this, 'bookinfo-certificate', {
   *   apiVersion: 'cert-manager.io/v1',
   *   kind: 'Certificate',
   *   metadata: { namespace: 'istio-system' },
   *   spec: { secretName: 'bookinfo-credential', dnsNames: ['bookinfo.example.com'], issuerRef: { name: 'letsencrypt' } },
   * });
   * ServerCredential.secret(CertManagerCertificate.of(certificate));
   * @throws ConfigError for another kind of object, and for one without `secretName`
   */
  of(object: ApiObject): ICertManagerCertificate {
    const isCertificate =
      ApiObject.isApiObject(object) && object.apiGroup === 'cert-manager.io' && object.kind === 'Certificate';
    if (!isCertificate) {
      throw new ConfigError({
        at: { node: { path: 'CertManagerCertificate.of' } },
        problem: "a Certificate of cert-manager's is expected",
        got: ApiObject.isApiObject(object) ? `${object.kind} of ${object.apiVersion}` : object,
        instead: "give an ApiObject of apiVersion 'cert-manager.io/v1' and kind 'Certificate'",
      });
    }
    const { secretName } = (object.toJson() as { spec?: { secretName?: string } }).spec ?? {};
    if (typeof secretName !== 'string' || secretName === '') {
      throw new ConfigError({
        at: object,
        problem: 'the Certificate names no Secret to keep it in',
        got: secretName,
        instead: "write spec: { secretName: 'bookinfo-credential', … }",
      });
    }
    return {
      kind: 'secret-object',
      name: secretName,
      namespace: object.metadata.namespace,
      certificate: object.name,
      construct: object,
    };
  },
};

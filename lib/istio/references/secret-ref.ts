import type { IConstruct } from 'constructs';
import { aConstruct } from '../../values/a-construct';
import { checkedCall } from '../../values/checked-call';
import { namespaceName } from '../../values/dns-label';
import { objectName, perhapsInNamespace } from '../../values/object-name';
import { optional, reference } from '../../values/shape';

/**
 * A Secret that a gateway reads: one of this app (`TlsSecret`), one that cert-manager makes (`CertManagerCertificate`),
 * or `Secret.named`. Gateways of Istio and of the Gateway API take the same.
 */
export interface ISecret {
  readonly kind: 'secret-object';
  readonly name: string;
  /** `undefined`: that of the object which names it, for Istio's gateways that of their pods. */
  readonly namespace: string | undefined;
  /** Where it, or what makes it, is described in this app. */
  readonly construct?: IConstruct;
}

/** Names a Secret that something else brings into the cluster. */
export const Secret = {
  /**
   * A Secret by its name. Istio's gateways read those of the namespace that their pods run in; gateways of the Gateway API
   * also those of another, which must grant it.
   */
  named(name: string, options: { readonly namespace?: string } = {}): ISecret {
    checkedCall('Secret.named', perhapsInNamespace, options);
    return { kind: 'secret-object', name, namespace: options.namespace };
  },
};

export const secret = reference<ISecret>(
  'a Secret',
  "give Secret.named('bookinfo-credential'), a TlsSecret, or CertManagerCertificate.named(…)",
  ['secret-object'],
  { name: objectName, namespace: optional(namespaceName), construct: optional(aConstruct) },
);

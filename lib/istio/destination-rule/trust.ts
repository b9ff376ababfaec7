import type { DestinationRuleSpecTrafficPolicyTls } from '../../../imports/networking.istio.io/destination-rule';
import { defined } from '../../values/defined';
import type { NonEmpty } from '../../values/non-empty';
import type { Plain } from '../resource';

/** Which of the servers with a trusted certificate are meant. */
export interface ServerNames {
  /** The only names that the server's certificate may bear. @default - the server name that is asked for */
  readonly subjectAltNames?: NonEmpty<string>;
}

/** The authorities that the operating system of the client's proxy trusts. */
export interface SystemTrust extends ServerNames {
  readonly kind: 'system';
}

/** The authority in a file in the client's pod. */
export interface FileTrust extends ServerNames {
  readonly kind: 'file';
  readonly path: string;
  /** A file in the client's pod with the revoked certificates. */
  readonly caCrl?: string;
}

/** The authority in a Secret of the client's namespace. */
export interface SecretTrust extends ServerNames {
  readonly kind: 'secret';
  readonly name: string;
}

/** The authority in the Secret that holds the client's own certificate. */
export interface SameSecretTrust extends ServerNames {
  readonly kind: 'same-secret';
}

/** Whoever answers: encrypted, but with nobody knows whom. */
export interface AnyoneTrust {
  readonly kind: 'anyone';
}

/** Whose certificates a client accepts. */
export type Trust = SystemTrust | FileTrust | SecretTrust | SameSecretTrust | AnyoneTrust;

export const Trust = {
  /** The authorities that the operating system of the client's proxy trusts. */
  system(names: ServerNames = {}): SystemTrust {
    return { kind: 'system', ...names };
  },

  /** The authority in a file in the client's pod. */
  file(path: string, options: Omit<FileTrust, 'kind' | 'path'> = {}): FileTrust {
    return { kind: 'file', path, ...options };
  },

  /** The authority in a Secret of the client's namespace; sidecars need a DestinationRule with a workload for it. */
  secret(name: string, names: ServerNames = {}): SecretTrust {
    return { kind: 'secret', name, ...names };
  },

  /** The authority in the Secret that holds the client's own certificate. */
  sameSecret(names: ServerNames = {}): SameSecretTrust {
    return { kind: 'same-secret', ...names };
  },

  /** Whoever answers: encrypted, but with nobody knows whom. */
  anyone: { kind: 'anyone' } as AnyoneTrust,
};

type Rendered = Plain<DestinationRuleSpecTrafficPolicyTls>;

/** A trust as the fields of a client's TLS settings. */
export function renderTrust(trust: Trust): Rendered {
  switch (trust.kind) {
    case 'system':
    case 'same-secret':
      return renderServerNames(trust);
    case 'secret':
      return { credentialName: trust.name, ...renderServerNames(trust) };
    case 'file':
      return defined<Rendered>({
        caCertificates: trust.path,
        caCrl: trust.caCrl,
        ...renderServerNames(trust),
      });
    case 'anyone':
      return { insecureSkipVerify: true };
    default:
      return trust satisfies never;
  }
}

export function renderServerNames({ subjectAltNames }: ServerNames): Rendered {
  return subjectAltNames ? { subjectAltNames: [...subjectAltNames] } : {};
}

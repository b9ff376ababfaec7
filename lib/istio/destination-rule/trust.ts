import type { DestinationRuleSpecTrafficPolicyTls } from '../../../imports/networking.istio.io/destination-rule';
import { filledText, list } from '../../values/check';
import { defined } from '../../values/defined';
import type { NonEmpty } from '../../values/non-empty';
import { objectName as secretName } from '../../values/object-name';
import { given } from '../../values/options';
import { optional, type Shape, variants } from '../../values/shape';
import type { Plain } from '../resource';

/** Which of the servers with a trusted certificate are meant. */
export interface ServerNames {
  /** The only names that the server's certificate may bear. @default - the server name that is asked for */
  readonly subjectAltNames?: NonEmpty<string>;
}

/** The CAs that the operating system of the client's proxy trusts. */
export interface SystemTrust extends ServerNames {
  readonly kind: 'system';
}

/** The CA in a file in the client's pod. */
export interface CaCertificates extends ServerNames {
  readonly kind: 'ca-certificates';
  readonly path: string;
  /** A file in the client's pod with the revoked certificates. */
  readonly caCrl?: string;
}

/** The CA in a Secret of the client's namespace. */
export interface SecretTrust extends ServerNames {
  readonly kind: 'secret';
  readonly name: string;
}

/** The CA in the Secret that holds the client's own certificate. */
export interface SameSecretTrust extends ServerNames {
  readonly kind: 'same-secret';
}

/** Whoever answers: encrypted, but with nobody knows whom. */
export interface InsecureSkipVerify {
  readonly kind: 'insecure-skip-verify';
}

/** Whose certificates a client accepts. */
export type Trust = SystemTrust | CaCertificates | SecretTrust | SameSecretTrust | InsecureSkipVerify;

export const Trust = {
  /** The CAs that the operating system of the client's proxy trusts. */
  system(names: ServerNames = {}): SystemTrust {
    return { kind: 'system', ...given(names) };
  },

  /** The CA in a file in the client's pod. */
  caCertificates(path: string, options: Omit<CaCertificates, 'kind' | 'path'> = {}): CaCertificates {
    return { kind: 'ca-certificates', path, ...given(options) };
  },

  /** The CA in a Secret of the client's namespace; sidecars need a DestinationRule with a workload for it. */
  secret(name: string, names: ServerNames = {}): SecretTrust {
    return { kind: 'secret', name, ...given(names) };
  },

  /** The CA in the Secret that holds the client's own certificate. */
  sameSecret(names: ServerNames = {}): SameSecretTrust {
    return { kind: 'same-secret', ...given(names) };
  },

  /** Whoever answers: encrypted, but with nobody knows whom. */
  insecureSkipVerify: { kind: 'insecure-skip-verify' } as InsecureSkipVerify,
};

const subjectAltNames = optional(list(filledText('a name', "'api.example.com'")));
const path = filledText('the path of a file', "'/etc/certs/ca.crt'");

export const serverNames = { subjectAltNames } satisfies Shape<ServerNames>;

const shapes = {
  system: serverNames,
  'ca-certificates': { ...serverNames, path, caCrl: optional(path) },
  secret: { ...serverNames, name: secretName },
  'same-secret': serverNames,
  'insecure-skip-verify': {},
};

/** What a client trusts without a certificate of its own. */
export const simpleTrust = variants<Exclude<Trust, SameSecretTrust>>('a trust', {
  system: shapes.system,
  'ca-certificates': shapes['ca-certificates'],
  secret: shapes.secret,
  'insecure-skip-verify': shapes['insecure-skip-verify'],
});

/** What a client trusts whose certificate is in a Secret. */
export const secretCertificateTrust = variants<SameSecretTrust | InsecureSkipVerify>('a trust', {
  'same-secret': shapes['same-secret'],
  'insecure-skip-verify': shapes['insecure-skip-verify'],
});

/** What a client trusts whose certificate is in files. */
export const fileCertificateTrust = variants<SystemTrust | CaCertificates | InsecureSkipVerify>('a trust', {
  system: shapes.system,
  'ca-certificates': shapes['ca-certificates'],
  'insecure-skip-verify': shapes['insecure-skip-verify'],
});

type Rendered = Plain<DestinationRuleSpecTrafficPolicyTls>;

/** A trust as the fields of a client's TLS settings. */
export function renderTrust(trust: Trust): Rendered {
  switch (trust.kind) {
    case 'system':
    case 'same-secret':
      return renderServerNames(trust);
    case 'secret':
      return { credentialName: trust.name, ...renderServerNames(trust) };
    case 'ca-certificates':
      return defined<Rendered>({
        caCertificates: trust.path,
        caCrl: trust.caCrl,
        ...renderServerNames(trust),
      });
    case 'insecure-skip-verify':
      return { insecureSkipVerify: true };
    default:
      return trust satisfies never;
  }
}

export function renderServerNames({ subjectAltNames }: ServerNames): Rendered {
  return subjectAltNames ? { subjectAltNames: [...subjectAltNames] } : {};
}

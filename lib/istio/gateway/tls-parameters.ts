import type { GatewaySpecServersTls } from '../../../imports/networking.istio.io/gateway';
import { Verbatim } from '../../diagnostics/error';
import { type Fault, fault, within } from '../../diagnostics/fault';
import { distinct, keyOf, oneOf } from '../../values/check';
import { defined } from '../../values/defined';
import type { NonEmpty } from '../../values/non-empty';
import { optional, type Shape } from '../../values/shape';
import type { Plain } from '../resource';

/** A version of the TLS protocol. */
export type TlsVersion = '1.0' | '1.1' | '1.2' | '1.3';

const cipherSuites = [
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-CHACHA20-POLY1305',
  'ECDHE-ECDSA-AES128-SHA',
  'ECDHE-RSA-AES128-SHA',
  'ECDHE-ECDSA-AES256-SHA',
  'ECDHE-RSA-AES256-SHA',
  'AES128-GCM-SHA256',
  'AES256-GCM-SHA384',
  'AES128-SHA',
  'AES256-SHA',
  'DES-CBC3-SHA',
] as const;

/** A way to encrypt, by OpenSSL's name; for TLS up to 1.2. */
export type CipherSuite = (typeof cipherSuites)[number];

/** Which TLS a gateway speaks with its clients. */
export interface TlsParameters {
  /** Below 1.2 the cipher suites must be named: the default ones don't go back so far. @default '1.2' */
  readonly minVersion?: TlsVersion;
  /** @default '1.3' */
  readonly maxVersion?: TlsVersion;
  /** @default - Envoy's own */
  readonly cipherSuites?: NonEmpty<CipherSuite>;
}

type Rendered = Plain<GatewaySpecServersTls>;

const versions = {
  '1.0': 'TLSV1_0',
  '1.1': 'TLSV1_1',
  '1.2': 'TLSV1_2',
  '1.3': 'TLSV1_3',
} as const satisfies Record<TlsVersion, Rendered['minProtocolVersion']>;

/** What can't be repeated: the API server takes each cipher suite once. */
export const tlsParameters = {
  minVersion: optional(keyOf(versions)),
  maxVersion: optional(keyOf(versions)),
  cipherSuites: optional(distinct(oneOf(...cipherSuites))),
} satisfies Shape<TlsParameters>;

/** Finds versions that leave nothing to speak. */
export function versionsFault({ minVersion, maxVersion, cipherSuites }: TlsParameters): Fault | undefined {
  const [least, most] = [minVersion ?? '1.2', maxVersion ?? '1.3'];
  if (least > most) {
    const got = new Verbatim(`${least} to ${most}`);
    return within('minVersion', fault('no version of TLS is left', got, 'make minVersion the lower one'));
  }
  if (least < '1.2' && !cipherSuites) {
    return within(
      'minVersion',
      fault(
        'TLS below 1.2 needs cipher suites that Envoy no longer has by default',
        least,
        "name some, such as cipherSuites: ['ECDHE-RSA-AES128-SHA'], or leave minVersion out",
      ),
    );
  }
  return undefined;
}

export function renderTlsParameters({ minVersion, maxVersion, cipherSuites }: TlsParameters): Rendered {
  return defined<Rendered>({
    minProtocolVersion: minVersion && versions[minVersion],
    maxProtocolVersion: maxVersion && versions[maxVersion],
    cipherSuites: cipherSuites && [...cipherSuites],
  });
}

import { isSet, type Shape } from '../shape';
import { isSince } from './release';

/** TLS of a server that a gateway or a sidecar has. */
export interface ServerTls {
  readonly mode?: string;
  readonly httpsRedirect?: boolean;
  readonly serverCertificate?: string;
  readonly privateKey?: string;
  readonly caCertificates?: string;
  readonly caCrl?: string;
  readonly credentialName?: string;
  readonly credentialNames?: readonly string[];
  readonly tlsCertificates?: readonly { readonly serverCertificate?: string; readonly privateKey?: string }[];
  readonly subjectAltNames?: readonly string[];
}

const sources = [
  'serverCertificate',
  'privateKey',
  'caCertificates',
  'tlsCertificates',
  'credentialName',
  'credentialNames',
] as const;

/** What istiod asks of the certificates of a server. */
export const serverTls: Shape<ServerTls> = (written, place) => {
  // Until then their fields were there, and nothing read them.
  const one = { credentialNames: [], tlsCertificates: [] };
  const tls = isSince('1.27', place) ? written : { ...written, ...one };
  const { mode = 'PASSTHROUGH', credentialName, credentialNames } = tls;
  if (mode === 'ISTIO_MUTUAL') {
    for (const name of sources.filter((source) => isSet(tls[source]))) {
      place.report('can not stand beside mode ISTIO_MUTUAL, which uses the certificate of the workload', {
        at: [name],
      });
    }
    return;
  }
  const files = tls.serverCertificate && tls.privateKey ? ['serverCertificate'] : [];
  const others = ['credentialName', 'credentialNames', 'tlsCertificates'] as const;
  const given = [...files, ...others.filter((name) => isSet(tls[name]))];
  if (given.length > 1 && isSince('1.27', place))
    place.report(`must have its certificate from one place, got ${given.join(' and ')}`);
  const terminates = ['SIMPLE', 'MUTUAL', 'OPTIONAL_MUTUAL'].includes(mode);
  if (!terminates || !(isSet(credentialName) || isSet(credentialNames))) {
    if (terminates) ownCertificates(tls, mode, place);
    if (tls.caCrl && credentialName) {
      place.report('can not stand beside credentialName: the Secret brings its own', { at: ['caCrl'] });
    }
    if (tls.caCrl && mode === 'SIMPLE') {
      place.report('can not stand beside mode SIMPLE, which asks for no client certificate', {
        at: ['caCrl'],
      });
    }
  }
};

function ownCertificates(tls: ServerTls, mode: string, place: Parameters<Shape>[1]): void {
  if (mode !== 'SIMPLE' && !tls.caCertificates) {
    place.report(
      `needs credentialName or caCertificates for mode ${mode}: without a CA no client can be checked`,
    );
  }
  const list = isSet(tls.tlsCertificates) ? (tls.tlsCertificates ?? []) : [tls];
  for (const { serverCertificate, privateKey } of list) {
    if (serverCertificate && privateKey) continue;
    place.report(`needs credentialName, or both serverCertificate and privateKey, for mode ${mode}`);
  }
}

import { isSet, type Shape } from '../shape';

interface ClientTls {
  readonly mode?: string;
  readonly credentialName?: string;
  readonly insecureSkipVerify?: boolean | null;
  readonly caCertificates?: string;
  readonly caCrl?: string;
  readonly clientCertificate?: string;
  readonly privateKey?: string;
  readonly subjectAltNames?: readonly string[];
}

/** What istiod asks of the TLS that a proxy begins with a service. */
export const clientTls: Shape<ClientTls> = (tls, place) => {
  const { mode, credentialName: credential = '' } = tls;
  const problem =
    credential.startsWith('configmap://') && configMapProblem(credential, place.context.namespace);
  if (problem) place.report(problem, { at: ['credentialName'] });
  if (tls.insecureSkipVerify === true) {
    const idle: readonly (keyof ClientTls)[] =
      mode === 'SIMPLE'
        ? ['caCertificates', 'credentialName', 'subjectAltNames']
        : mode === 'MUTUAL'
          ? ['caCertificates', 'subjectAltNames']
          : [];
    for (const name of idle.filter((field) => isSet(tls[field]))) {
      place.report('can not stand beside insecureSkipVerify, which verifies nothing', { at: [name] });
    }
  }
  if ((mode === 'SIMPLE' || mode === 'MUTUAL') && credential !== '') {
    for (const name of ['clientCertificate', 'caCertificates', 'privateKey', 'caCrl'] as const) {
      if (tls[name])
        place.report('can not stand beside credentialName, which brings its own', { at: [name] });
    }
    return;
  }
  if (mode === 'MUTUAL') {
    for (const name of ['clientCertificate', 'privateKey'] as const) {
      if (!tls[name]) place.report('is required for mode MUTUAL without credentialName', { at: [name] });
    }
  }
};

function configMapProblem(credential: string, namespace: string): string | undefined {
  const [own, name] = credential.slice('configmap://'.length).split('/');
  if (!own || !name) return `must be configmap://<namespace>/<name>, got ${credential}`;
  return own === namespace
    ? undefined
    : `must be in the namespace of the object (${namespace}), got ${credential}`;
}

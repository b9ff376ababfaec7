import { gatewayWorkloads, installedFor } from '../../../model/gateway';
import type { ServerTlsSpec } from '../../../model/kinds/networking';
import { isGiven } from '../../../model/knowledge';
import type { ObjectOf } from '../../../model/mesh-kinds';
import type { MeshModel } from '../../../model/mesh-model';
import { type Analyzer, type Path, shown, type Told } from '../../analyzer';
import { certificateProblem, decoded, secretOf } from './certificate';
import { clientAuthorities } from './client-authority';
import { listenerSecrets } from './listener-secrets';

/** The Secrets with the certificates of gateways. */
export const gatewaySecret: Analyzer = {
  rules: ['gateway-secret-missing', 'gateway-secret-invalid', 'gateway-mutual-without-ca'],
  reads: [
    'gateways',
    'kubernetesGateways',
    'gatewayClasses',
    'listenerSets',
    'referenceGrants',
    'configMaps',
    'secrets',
    'workloads',
  ],
  *analyze(model) {
    yield* listenerSecrets(model);
    yield* clientAuthorities(model);
    for (const gateway of model.gateways) {
      const pods = [...gatewayWorkloads(model, gateway), ...installedFor(model, gateway)];
      const namespaces = new Set(pods.map(({ namespace }) => namespace));
      for (const [index, { tls, port }] of (gateway.spec.servers ?? []).entries()) {
        if (tls === undefined || tls.mode === 'PASSTHROUGH' || tls.mode === 'ISTIO_MUTUAL') continue;
        // It is served as plain text, whatever its TLS says.
        if (/^(?:HTTP|HTTP2|GRPC|GRPC-WEB)$/i.test(port?.protocol ?? '')) continue;
        const path = ['spec', 'servers', index, 'tls'];
        for (const namespace of namespaces.size > 0 ? namespaces : [likely(model, gateway)])
          yield* judged(model, gateway, tls, path, namespace, namespaces.size > 0);
      }
    }
  },
};

/** Where the pods of a gateway are likely to run that are not given: where the usual ones do. */
function likely(model: MeshModel, { namespace, spec }: ObjectOf<'gateways'>): string {
  return spec.selector?.istio === 'ingressgateway' ? model.settings.systemNamespace : namespace;
}

function* judged(
  model: MeshModel,
  gateway: ObjectOf<'gateways'>,
  tls: ServerTlsSpec,
  path: Path,
  namespace: string,
  isServed: boolean,
): Iterable<Told> {
  const named = tls.credentialName
    ? [{ name: tls.credentialName, at: [...path, 'credentialName'] }]
    : (tls.credentialNames ?? []).map((name, at) => ({ name, at: [...path, 'credentialNames', at] }));
  for (const { name, at } of named) {
    if (name === '' || name.includes('://')) continue;
    const secret = secretOf(model, namespace, name);
    if (secret === undefined) {
      const elsewhere = model.secrets.find((one) => one.name === name);
      // Without its pods it is known only of the usual gateway where these run.
      const isPlaced = isServed || gateway.spec.selector?.istio === 'ingressgateway';
      const isSure = model.complete || (isPlaced && isGiven(model, namespace));
      if (!isSure && (elsewhere === undefined || !isPlaced)) continue;
      yield {
        rule: 'gateway-secret-missing',
        level: isSure ? 'error' : 'warning',
        about: gateway,
        path: at,
        message:
          elsewhere === undefined
            ? `no Secret ${name} in ${namespace}, where the pods of the gateway run: TLS handshakes fail`
            : `Secret ${name} is in ${elsewhere.namespace}, but the pods of the gateway run in ${namespace} and can't read it: TLS handshakes fail`,
        ...(elsewhere !== undefined && { also: [elsewhere] }),
      };
      continue;
    }
    const problem = certificateProblem(secret);
    if (problem !== undefined) {
      yield {
        rule: 'gateway-secret-invalid',
        about: gateway,
        path: at,
        message: `${shown(secret)}: ${problem}: TLS handshakes fail`,
        also: [secret],
      };
    }
    const needsCa = tls.mode === 'MUTUAL' || tls.mode === 'OPTIONAL_MUTUAL';
    if (!needsCa || tls.caCertificates) continue;
    if (tls.caCertCredentialName) {
      yield* authority(model, gateway, tls.caCertCredentialName, namespace, path);
      continue;
    }
    const holds = (one: ObjectOf<'secrets'> | undefined) =>
      one !== undefined && (decoded(one, 'ca.crt') ?? decoded(one, 'cacert')) !== undefined;
    const separate = secretOf(model, namespace, `${name}-cacert`);
    if (holds(secret) || separate !== undefined || !isGiven(model, namespace)) continue;
    yield {
      rule: 'gateway-mutual-without-ca',
      about: gateway,
      path,
      message: `${tls.mode} needs an authority: neither ca.crt in ${shown(secret)} nor a Secret ${name}-cacert`,
      also: [secret],
    };
  }
}

/** The Secret that a server names for what it judges clients by. */
function* authority(
  model: MeshModel,
  gateway: ObjectOf<'gateways'>,
  name: string,
  namespace: string,
  path: Path,
): Iterable<Told> {
  const isThere = [name, name.replace(/-cacert$/, '')].some(
    (one) => secretOf(model, namespace, one) !== undefined,
  );
  if (name.includes('://') || isThere || !isGiven(model, namespace)) return;
  yield {
    rule: 'gateway-mutual-without-ca',
    about: gateway,
    path: [...path, 'caCertCredentialName'],
    message: `no Secret ${name} in ${namespace}, where the pods of the gateway run: TLS handshakes fail`,
    suggestion: `put Secret ${name} with ca.crt into ${namespace}`,
  };
}

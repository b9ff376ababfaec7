import { isGiven, isKnown } from '../../../model/knowledge';
import type { ObjectOf } from '../../../model/mesh-kinds';
import type { MeshModel } from '../../../model/mesh-model';
import { isGranted } from '../../../model/routes';
import { type Path, shown, type Told } from '../../analyzer';
import { certificateProblem, secretOf } from './certificate';

type Holder = ObjectOf<'kubernetesGateways'> | ObjectOf<'listenerSets'>;
type Listener = NonNullable<Holder['spec']['listeners']>[number];
type Reference = NonNullable<NonNullable<Listener['tls']>['certificateRefs']>[number];

/** An option of a listener by which it shows the certificate of its own workload. */
const modeOption = 'gateway.istio.io/tls-terminate-mode';
const ownCertificate = ['ISTIO_MUTUAL', 'ISTIO_SIMPLE'];

const effect = 'TLS handshakes fail';

/** The Secrets with the certificates of listeners of the Gateway API. */
export function* listenerSecrets(model: MeshModel): Iterable<Told> {
  for (const holder of [...model.kubernetesGateways, ...model.listenerSets]) {
    for (const [index, { tls }] of (holder.spec.listeners ?? []).entries()) {
      if (tls === undefined || tls.mode === 'Passthrough') continue;
      if (ownCertificate.includes(tls.options?.[modeOption] ?? '')) continue;
      for (const [at, reference] of (tls.certificateRefs ?? []).entries())
        yield* judged(model, holder, reference, ['spec', 'listeners', index, 'tls', 'certificateRefs', at]);
    }
  }
}

function* judged(model: MeshModel, holder: Holder, reference: Reference, path: Path): Iterable<Told> {
  const { group = '', kind = 'Secret', name = '' } = reference;
  const missing = { rule: 'gateway-secret-missing', about: holder } as const;
  if ((group !== '' && group !== 'core') || kind !== 'Secret') {
    const message = `istiod takes certificates from Secrets only, not from ${kind} ${name}${group && ` of ${group}`}: ${effect}`;
    const wrong = group === '' || group === 'core' ? 'kind' : 'group';
    yield { ...missing, path: [...path, wrong], message, suggestion: 'name a Secret' };
    return;
  }
  const namespace = reference.namespace || holder.namespace;
  const secret = secretOf(model, namespace, name);
  if (secret === undefined) {
    if (isGiven(model, namespace) && !isMadeByCertManager(holder)) {
      const message = `there is no Secret ${namespace}/${name}: ${effect}`;
      const suggestion = `put the Secret into the namespace of the ${holder.kind}, or name another namespace that grants it`;
      yield { ...missing, path: [...path, 'name'], message, suggestion };
    }
    return;
  }
  const from = { kind: holder.kind, namespace: holder.namespace };
  const isForeign = namespace !== holder.namespace;
  if (
    isForeign &&
    isKnown(model, namespace, 'referenceGrants') &&
    !isGranted(model, from, { group: '', kind, namespace, name })
  ) {
    const message = `no ReferenceGrant of ${namespace} lets a ${holder.kind} of ${holder.namespace} use Secret ${name}: ${effect}`;
    const suggestion = `add a ReferenceGrant to ${namespace}`;
    yield { ...missing, path, message, suggestion, also: [secret] };
    return;
  }
  const problem = certificateProblem(secret);
  if (problem === undefined) return;
  yield {
    rule: 'gateway-secret-invalid',
    about: holder,
    path,
    message: `${shown(secret)}: ${problem}: ${effect}`,
    also: [secret],
  };
}

/** cert-manager makes the Secrets of a Gateway that names who issues its certificates. */
function isMadeByCertManager({ annotations }: Holder): boolean {
  return Object.keys(annotations).some((name) => /^cert-manager\.io\/(?:cluster-)?issuer/.test(name));
}

import type { ClientValidationSpec, ListenerSpec } from '../../../model/kinds/gateway-api';
import { isGiven, isKnown } from '../../../model/knowledge';
import type { ObjectOf } from '../../../model/mesh-kinds';
import { keyOf, type MeshModel } from '../../../model/mesh-model';
import { isGranted } from '../../../model/routes';
import { generatedBy } from '../../../model/workload';
import { type Path, shown, type Told } from '../../analyzer';
import { decoded, readCertificate } from './certificate';

type Gateway = ObjectOf<'kubernetesGateways'>;
const effect = 'nobody listens there';

/**
 * Whom a Gateway of the Gateway API trusts where it asks clients for certificates, by what istiod makes of it: without an
 * authority that it can use a listener is left out.
 *
 * @see https://gateway-api.sigs.k8s.io/guides/tls/
 */
export function* clientAuthorities(model: MeshModel): Iterable<Told> {
  for (const gateway of model.kubernetesGateways) {
    const { frontend } = gateway.spec.tls ?? {};
    if (frontend === undefined) continue;
    if (generatedBy(gateway.spec.gatewayClassName, model.gatewayClasses) !== 'gateway') continue;
    const { perPort = [] } = frontend;
    const path = ['spec', 'tls', 'frontend'];
    const terminating = (gateway.spec.listeners ?? []).filter(terminates);
    const isApart = ({ port }: ListenerSpec) => perPort.some((one) => one.port === port);
    if (terminating.some((listener) => !isApart(listener)))
      yield* judged(model, gateway, frontend.default, [...path, 'default']);
    for (const [index, { port, tls }] of perPort.entries())
      if (terminating.some((listener) => listener.port === port))
        yield* judged(model, gateway, tls, [...path, 'perPort', index, 'tls']);
  }
}

/** Whether the gateway itself ends TLS, with a certificate that somebody gives it. */
function terminates({ tls }: ListenerSpec): boolean {
  return tls !== undefined && tls.mode !== 'Passthrough' && (tls.certificateRefs ?? []).length > 0;
}

function* judged(
  model: MeshModel,
  gateway: Gateway,
  wanted: ClientValidationSpec | undefined,
  below: Path,
): Iterable<Told> {
  const { caCertificateRefs: references = [] } = wanted?.validation ?? {};
  const path = [...below, 'validation', 'caCertificateRefs'];
  const missing = { rule: 'gateway-mutual-without-ca', about: gateway } as const;
  if (references.length > 1) {
    const message = `istiod takes one authority, not ${references.length}: ${effect}`;
    yield { ...missing, path, message, suggestion: 'put all certificates into one ConfigMap' };
    return;
  }
  const [reference] = references;
  if (reference === undefined) return;
  const { group = '', kind = '', name = '' } = reference;
  const namespace = reference.namespace || gateway.namespace;
  const suggestion = 'write the name of a ConfigMap or Secret that holds ca.crt';
  if ((group !== '' && group !== 'core') || (kind !== 'ConfigMap' && kind !== 'Secret')) {
    const message = `istiod takes authorities from ConfigMaps and Secrets, not from ${kind} ${name}: ${effect}`;
    yield { ...missing, path: [...path, 0, 'kind'], message, suggestion };
    return;
  }
  const holder = model.byIdentity.get(keyOf({ group: '', kind, namespace, name })) as
    | ObjectOf<'secrets'>
    | undefined;
  if (holder === undefined) {
    if (!isGiven(model, namespace)) return;
    const message = `there is no ${kind} ${namespace}/${name} to judge certificates of clients by: ${effect}`;
    yield { ...missing, path: [...path, 0, 'name'], message, suggestion };
    return;
  }
  if (
    namespace !== gateway.namespace &&
    isKnown(model, namespace, 'referenceGrants') &&
    !isGranted(model, gateway, { group: '', kind, namespace, name })
  ) {
    const message = `no ReferenceGrant of ${namespace} lets a Gateway of ${gateway.namespace} use ${kind} ${name}: ${effect}`;
    yield {
      ...missing,
      path: [...path, 0],
      message,
      suggestion: `add a ReferenceGrant to ${namespace}`,
      also: [holder],
    };
    return;
  }
  const plain = kind === 'ConfigMap' ? { ...holder, spec: { stringData: holder.spec.data ?? {} } } : holder;
  const written = decoded(plain, 'cacert') || decoded(plain, 'ca.crt');
  if (written && readCertificate(written) !== undefined) return;
  const message = `${shown(holder)} has no ${written ? 'certificate in PEM' : 'ca.crt'}: ${effect}`;
  yield { ...missing, path: [...path, 0], message, suggestion, also: [holder] };
}

import { isGiven, isKnown } from '../../../model/knowledge';
import type { ObjectOf } from '../../../model/mesh-kinds';
import { keyOf, type MeshModel } from '../../../model/mesh-model';
import { type Analyzer, type Path, shown, type Told } from '../../analyzer';

type Policy = ObjectOf<'backendTlsPolicies'>;

/** What a BackendTLSPolicy is for, and whom it trusts. */
export const backendTls: Analyzer = {
  rules: ['backend-tls-target-missing', 'backend-tls-ca-missing'],
  reads: ['backendTlsPolicies', 'services', 'serviceEntries', 'configMaps', 'settings'],
  *analyze(model) {
    for (const policy of model.backendTlsPolicies) {
      if (policy.annotations['istio.io/ignore-policy-attachment'] === 'true') continue;
      for (const [index, { group = '', kind = '', name = '', sectionName }] of (
        policy.spec.targetRefs ?? []
      ).entries()) {
        const path = ['spec', 'targetRefs', index];
        const of = `${group === 'core' ? '' : group}/${kind}`;
        yield* target(model, policy, { of, name, sectionName, path });
      }
      // istiod reads the first alone.
      const [first] = policy.spec.validation?.caCertificateRefs ?? [];
      if (first === undefined) continue;
      const { group = '', kind = '', name = '' } = first;
      const of = `${group === 'core' ? '' : group}/${kind}`;
      yield* authority(model, policy, of, name, ['spec', 'validation', 'caCertificateRefs', 0]);
    }
  },
};

interface Target {
  readonly of: string;
  readonly name: string;
  readonly sectionName: string | undefined;
  readonly path: Path;
}

function* target(model: MeshModel, policy: Policy, { of, name, sectionName, path }: Target): Iterable<Told> {
  const { namespace } = policy;
  const missing = { rule: 'backend-tls-target-missing', about: policy } as const;
  const ports = portsOf(model, of, namespace, name);
  if (ports === 'other kind') return;
  if (ports === undefined) {
    const list = of === '/Service' ? 'kubernetesServices' : 'serviceEntries';
    if (!isKnown(model, namespace, list)) return;
    const message = `there is no ${of.split('/').pop()} ${namespace}/${name}: nobody is called with this TLS`;
    yield { ...missing, path: [...path, 'name'], message };
  } else if (sectionName && !ports.includes(sectionName)) {
    const message = `${name} has no port ${sectionName}, only ${ports.join(', ')}: nobody is called with this TLS`;
    yield { ...missing, path: [...path, 'sectionName'], message };
  }
}

/** The names of the ports of what a policy is for; undefined where it is not there. */
function portsOf(
  model: MeshModel,
  of: string,
  namespace: string,
  name: string,
): readonly string[] | undefined | 'other kind' {
  if (of === '/Service') {
    const host = `${name}.${namespace}.svc.${model.settings.domain}`.toLowerCase();
    const service = model.servicesByHost.get(host)?.find(({ origin }) => origin !== 'service-entry');
    return service?.ports.map((port) => port.name ?? '');
  }
  if (of !== 'networking.istio.io/ServiceEntry') return 'other kind';
  const entry = model.byIdentity.get(
    keyOf({ group: 'networking.istio.io', kind: 'ServiceEntry', namespace, name }),
  ) as ObjectOf<'serviceEntries'> | undefined;
  return entry?.spec.ports?.map((port) => port.name ?? '');
}

/** ConfigMaps that controllers put into every namespace. */
const made = ['istio-ca-root-cert', 'kube-root-ca.crt'];

function* authority(model: MeshModel, policy: Policy, of: string, name: string, path: Path): Iterable<Told> {
  const { namespace } = policy;
  const missing = { rule: 'backend-tls-ca-missing', about: policy } as const;
  const [, kind = ''] = of.split('/');
  if (of !== '/ConfigMap') {
    const message = `istiod takes the authority from a ConfigMap, not from ${kind} ${name}: connections fail`;
    yield { ...missing, path: [...path, 'kind'], message };
    return;
  }
  const holder = model.byIdentity.get(keyOf({ group: '', kind, namespace, name })) as
    | ObjectOf<'configMaps'>
    | undefined;
  if (holder === undefined) {
    if (!isGiven(model, namespace) || made.includes(name)) return;
    const message = `there is no ${kind} ${namespace}/${name}: connections fail`;
    yield { ...missing, path: [...path, 'name'], message };
    return;
  }
  const { data = {} } = holder.spec;
  if (data['ca.crt'] || data.cacert) return;
  const message = `${shown(holder)} has no ca.crt: connections fail`;
  yield { ...missing, path, message, also: [holder] };
}

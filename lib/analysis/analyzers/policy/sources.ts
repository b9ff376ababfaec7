import { nearest as nearestName } from '../../../diagnostics/nearest-name';
import { isKnown, meantNamespace, slipOf } from '../../../model/knowledge';
import type { ObjectOf } from '../../../model/mesh-kinds';
import { keyOf, type MeshModel } from '../../../model/mesh-model';
import { mutualTlsOf } from '../../../model/mutual-tls';
import { istioNames } from '../../../values/mesh-names';
import { type Analyzer, type Path, shown, type Told } from '../../analyzer';
import { selectedWorkloads } from './selected';

type Policy = ObjectOf<'authorizationPolicies'>;

/** Who a policy is about: identities that nobody has. */
export const policySources: Analyzer = {
  rules: [
    'policy-namespace-unknown',
    'policy-principal-unknown',
    'policy-principal-form',
    'policy-identity-without-mtls',
  ],
  reads: [
    'authorizationPolicies',
    'peerAuthentications',
    'serviceAccounts',
    'kubernetesGateways',
    'workloads',
    'services',
    'namespaces',
    'settings',
  ],
  *analyze(model) {
    const accounts = accountsOf(model);
    for (const policy of model.authorizationPolicies) {
      let identity: Path | undefined;
      for (const [index, { from = [], when = [] }] of (policy.spec.rules ?? []).entries()) {
        const rule = ['spec', 'rules', index];
        for (const [at, { source = {} }] of from.entries()) {
          const path = [...rule, 'from', at, 'source'];
          for (const field of ['principals', 'notPrincipals'] as const)
            yield* principals(model, policy, source[field] ?? [], [...path, field], accounts);
          for (const field of ['namespaces', 'notNamespaces'] as const)
            yield* namespaces(model, policy, source[field] ?? [], [...path, field]);
          for (const field of ['serviceAccounts', 'notServiceAccounts'] as const)
            yield* serviceAccounts(model, policy, source[field] ?? [], [...path, field], accounts);
          const [said] = (['principals', 'namespaces', 'serviceAccounts'] as const).filter(
            (field) => source[field]?.length,
          );
          if (said !== undefined) identity ??= [...path, said];
        }
        for (const [at, { key, values = [], notValues = [] }] of when.entries()) {
          const path = [...rule, 'when', at];
          const all = [
            { texts: values, at: [...path, 'values'] },
            { texts: notValues, at: [...path, 'notValues'] },
          ];
          for (const { texts, at: field } of all) {
            if (key === 'source.principal') yield* principals(model, policy, texts, field, accounts);
            if (key === 'source.namespace') yield* namespaces(model, policy, texts, field);
          }
          if ((key === 'source.principal' || key === 'source.namespace') && values.length > 0)
            identity ??= [...path, 'key'];
        }
      }
      if (identity !== undefined) yield* withoutMtls(model, policy, identity);
    }
  },
};

/** Every account that is there: of ServiceAccounts, `default` of each namespace, and those of what runs. */
function accountsOf(model: MeshModel): ReadonlySet<string> {
  const accounts = new Set(model.serviceAccounts.map(({ namespace, name }) => `${namespace}/${name}`));
  for (const namespace of model.namespaces.keys()) accounts.add(`${namespace}/default`);
  for (const { namespace, serviceAccount, origin } of model.workloads)
    if (origin === 'generated' || origin === 'entry') accounts.add(`${namespace}/${serviceAccount}`);
  for (const gateway of model.kubernetesGateways) {
    const account = gateway.annotations['gateway.istio.io/service-account'];
    if (account !== undefined) accounts.add(`${gateway.namespace}/${account}`);
  }
  return accounts;
}

function* principals(
  model: MeshModel,
  about: Policy,
  texts: readonly string[],
  path: Path,
  accounts: ReadonlySet<string>,
): Iterable<Told> {
  const domains = [model.settings.trustDomain, ...model.settings.trustDomainAliases, istioNames.trustDomain];
  for (const [index, written] of texts.entries()) {
    if (written.startsWith('spiffe://')) {
      yield {
        rule: 'policy-principal-form',
        about,
        path: [...path, index],
        message: `identities are written without spiffe://: ${written} never matches`,
        suggestion: `write ${written.slice('spiffe://'.length)}`,
      };
      continue;
    }
    if (written.includes('*') || written === '') continue;
    const [, domain, namespace, account] = /^([^/]+)\/ns\/([^/]+)\/sa\/([^/]+)$/.exec(written) ?? [];
    if (domain === undefined || namespace === undefined || account === undefined) {
      // Identities of other meshes and of machines may look otherwise; of this one they do not.
      const [first = '', second] = written.split('/');
      const isOwn = domains.includes(first) || first === 'ns' || accounts.has(written);
      if (second !== undefined && !isOwn) continue;
      yield {
        rule: 'policy-principal-form',
        about,
        path: [...path, index],
        message: `${written} is no identity: it never matches`,
        suggestion: `write ${model.settings.trustDomain}/ns/<namespace>/sa/<service account>`,
      };
      continue;
    }
    if (!domains.includes(domain)) continue;
    yield* missingAccount(
      model,
      about,
      namespace,
      account,
      [...path, index],
      accounts,
      (name) => `${domain}/ns/${namespace}/sa/${name}`,
    );
  }
}

function* serviceAccounts(
  model: MeshModel,
  about: Policy,
  texts: readonly string[],
  path: Path,
  accounts: ReadonlySet<string>,
): Iterable<Told> {
  for (const [index, written] of texts.entries()) {
    if (written.includes('*') || written === '') continue;
    const slash = written.indexOf('/');
    const namespace = slash < 0 ? about.namespace : written.slice(0, slash);
    const account = written.slice(slash + 1);
    yield* missingAccount(model, about, namespace, account, [...path, index], accounts, (name) =>
      slash < 0 ? name : `${namespace}/${name}`,
    );
  }
}

function* missingAccount(
  model: MeshModel,
  about: Policy,
  namespace: string,
  account: string,
  path: Path,
  accounts: ReadonlySet<string>,
  write: (name: string) => string,
): Iterable<Told> {
  if (accounts.has(`${namespace}/${account}`)) return;
  const own = model.serviceAccounts.filter((one) => one.namespace === namespace).map(({ name }) => name);
  // A gateway that is not given has an account of its name.
  const mayBeGateway =
    model.namespaces.get(namespace)?.ambient && !isKnown(model, namespace, 'kubernetesGateways');
  if (!isKnown(model, namespace, 'serviceAccounts') || mayBeGateway) return;
  const isOutside = model.outside.has(keyOf({ group: '', kind: 'ServiceAccount', namespace, name: account }));
  if (!model.complete && isOutside && slipOf(account, own) === undefined) return;
  const nearest = nearestName(account, own);
  yield {
    rule: 'policy-principal-unknown',
    about,
    path,
    message: `there is no ServiceAccount ${namespace}/${account}: nobody has that identity`,
    ...(nearest !== undefined && { suggestion: `write ${write(nearest)}` }),
  };
}

function* namespaces(model: MeshModel, about: Policy, texts: readonly string[], path: Path): Iterable<Told> {
  for (const [index, written] of texts.entries()) {
    const meant = written.includes('*') ? undefined : meantNamespace(model, written);
    if (written === '' || written === '*' || !(model.complete || meant !== undefined)) continue;
    const fits = (name: string) =>
      written.endsWith('*')
        ? name.startsWith(written.slice(0, -1))
        : written.startsWith('*')
          ? name.endsWith(written.slice(1))
          : name === written;
    const isThere = written.includes('*')
      ? [...model.namespaces.keys()].some(fits)
      : model.namespaces.has(written);
    if (isThere) continue;
    const nearest = meant ?? nearestName(written, [...model.namespaces.keys()]);
    yield {
      rule: 'policy-namespace-unknown',
      level: model.complete ? 'error' : 'info',
      about,
      path: [...path, index],
      message: `there is no namespace ${written}: nobody comes from there`,
      ...(nearest !== undefined && { suggestion: `write ${nearest}` }),
    };
  }
}

/** Identities come with mutual TLS only. */
function* withoutMtls(model: MeshModel, about: Policy, path: Path): Iterable<Told> {
  const plain = selectedWorkloads(model, about).flatMap((workload) => {
    const { mode, by } =
      workload.proxy === 'sidecar' ? mutualTlsOf(model, workload) : { mode: 'none', by: undefined };
    return mode === 'disable' && by !== undefined ? [{ workload, by }] : [];
  });
  const [first] = plain;
  if (first === undefined) return;
  yield {
    rule: 'policy-identity-without-mtls',
    about,
    path,
    message: `${shown(first.workload.object)} takes no mutual TLS (${shown(first.by)}), so that its clients have no identity: the rule never matches`,
    also: [first.workload.object, first.by],
  };
}

import { nearest as nearestName } from '../../../diagnostics/nearest-name';
import { isGiven } from '../../../model/knowledge';
import type { ObjectOf } from '../../../model/mesh-kinds';
import type { MeshModel } from '../../../model/mesh-model';
import { type Analyzer, type Path, shown, type Told } from '../../analyzer';
import { isAuthenticated } from '../virtual-service/jwt';
import { conditionsBeyondZtunnel } from './http-conditions';
import { isNarrow, selectedWorkloads } from './selected';

type Policy = ObjectOf<'authorizationPolicies'>;

/** What a policy relies on: tokens that are validated, providers, rules, a proxy that knows HTTP. */
export const policyNeeds: Analyzer = {
  rules: [
    'policy-jwt-without-authn',
    'policy-provider-unknown',
    'policy-without-effect',
    'policy-l7-at-ztunnel',
  ],
  reads: ['authorizationPolicies', 'requestAuthentications', 'workloads', 'services', 'settings'],
  *analyze(model) {
    for (const policy of model.authorizationPolicies) {
      yield* unvalidated(model, policy);
      yield* unprovided(model, policy);
      yield* empty(policy);
      yield* atZtunnel(model, policy);
    }
  },
};

/** Where a policy asks for what a token says. */
function* tokenConditions(policy: Policy): Iterable<{ readonly what: string; readonly path: Path }> {
  for (const [index, { from = [], when = [] }] of (policy.spec.rules ?? []).entries()) {
    const rule = ['spec', 'rules', index];
    for (const [at, { source = {} }] of from.entries()) {
      if (source.requestPrincipals?.length)
        yield { what: 'requestPrincipals', path: [...rule, 'from', at, 'source', 'requestPrincipals'] };
      // Who has no token is to be denied: nobody has one.
      if (source.notRequestPrincipals?.length && policy.spec.action === 'DENY')
        yield { what: 'a token', path: [...rule, 'from', at, 'source', 'notRequestPrincipals'] };
    }
    for (const [at, { key = '', values = [] }] of when.entries()) {
      if (key.startsWith('request.auth.') && values.length > 0)
        yield { what: key, path: [...rule, 'when', at, 'key'] };
    }
  }
}

function* unvalidated(model: MeshModel, policy: Policy): Iterable<Told> {
  if (!isGiven(model, policy.namespace)) return;
  const [condition] = tokenConditions(policy);
  if (condition === undefined || isTargetAuthenticated(model, policy)) return;
  const workloads = selectedWorkloads(model, policy).filter(({ proxy }) => proxy !== 'none');
  const bare = workloads.filter((workload) => !isAuthenticated(model, workload));
  const [first] = bare;
  // For a policy of a whole namespace it is enough that tokens are validated somewhere.
  if (first === undefined || (!isNarrow(policy) && bare.length < workloads.length)) return;
  yield {
    rule: 'policy-jwt-without-authn',
    // One of the root namespace would do.
    level: isGiven(model, model.settings.rootNamespace) ? 'error' : 'info',
    about: policy,
    path: condition.path,
    message: `no RequestAuthentication validates tokens for ${shown(first.object)}: ${condition.what} is never there`,
    also: [first.object],
  };
}

/** Whether a RequestAuthentication is attached to the same things. */
function isTargetAuthenticated(model: MeshModel, policy: Policy): boolean {
  const refs = policy.spec.targetRefs ?? (policy.spec.targetRef === undefined ? [] : [policy.spec.targetRef]);
  return (
    refs.length > 0 &&
    (model.requestAuthenticationsByNamespace.get(policy.namespace) ?? []).some(({ spec }) =>
      (spec.targetRefs ?? (spec.targetRef === undefined ? [] : [spec.targetRef])).some(
        ({ kind, name }) => kind === 'Gateway' || refs.some((ref) => ref.kind === kind && ref.name === name),
      ),
    )
  );
}

function* unprovided(model: MeshModel, policy: Policy): Iterable<Told> {
  const name = policy.spec.provider?.name;
  if (policy.spec.action !== 'CUSTOM' || name === undefined) return;
  if (!model.settings.given && !isGiven(model, model.settings.rootNamespace)) return;
  const known = (model.settings.config.extensionProviders ?? []).map((provider) => provider.name ?? '');
  if (known.includes(name)) return;
  const nearest = nearestName(name, known);
  yield {
    rule: 'policy-provider-unknown',
    about: policy,
    path: ['spec', 'provider', 'name'],
    message: `the mesh has no extension provider ${name}: the requests that were to be asked about are denied`,
    ...(nearest !== undefined && { suggestion: `write ${nearest}` }),
  };
}

function* empty(policy: Policy): Iterable<Told> {
  const { action = 'ALLOW', rules = [] } = policy.spec;
  if (action === 'ALLOW' || rules.length > 0) return;
  yield {
    rule: 'policy-without-effect',
    about: policy,
    path: ['spec', 'rules'],
    message: `a ${action} policy without rules matches nothing: it does nothing`,
  };
}

function* atZtunnel(model: MeshModel, policy: Policy): Iterable<Told> {
  const { targetRefs, targetRef, action = 'ALLOW', rules = [] } = policy.spec;
  // Of other actions ztunnel keeps nothing at all.
  if (targetRefs?.length || targetRef || (action !== 'ALLOW' && action !== 'DENY')) return;
  const index = rules.findIndex((rule) => conditionsBeyondZtunnel(rule).length > 0);
  const rule = rules[index];
  if (rule === undefined) return;
  const selected = selectedWorkloads(model, policy);
  const workload = selected.find(({ proxy }) => proxy === 'ztunnel');
  const isEmpty = selected.length === 0 && !isNarrow(policy);
  if (workload === undefined && !(isEmpty && model.namespaces.get(policy.namespace)?.ambient === true))
    return;
  const [condition] = conditionsBeyondZtunnel(rule);
  const whose = workload === undefined ? `namespace ${policy.namespace}` : shown(workload.object);
  yield {
    rule: 'policy-l7-at-ztunnel',
    about: policy,
    path: ['spec', 'rules', index, ...(condition ?? [])],
    message: `ztunnel enforces the policy for ${whose} and knows no HTTP: ${action === 'DENY' ? 'the rule denies every connection that its other conditions meet' : 'the rule matches nothing, and everything else is denied too'}`,
    also: workload === undefined ? [] : [workload.object],
  };
}

import type { ObjectOf } from '../../../model/mesh-kinds';
import type { MeshModel } from '../../../model/mesh-model';
import { isTcp } from '../../../model/protocol';
import { targetNumber } from '../../../model/service-workloads';
import type { Workload } from '../../../model/workload';
import { type Analyzer, type Path, shown, type Told } from '../../analyzer';
import { httpConditions } from './http-conditions';
import { isNarrow, selectedWorkloads } from './selected';

type Policy = ObjectOf<'authorizationPolicies'>;

/** What a policy is about: requests that nobody makes. */
export const policyOperations: Analyzer = {
  rules: ['policy-http-on-tcp', 'policy-port-unknown', 'policy-path-form', 'policy-method-case'],
  reads: ['authorizationPolicies', 'peerAuthentications', 'workloads', 'services', 'settings'],
  *analyze(model) {
    for (const policy of model.authorizationPolicies) {
      const workloads = isNarrow(policy) ? selectedWorkloads(model, policy) : [];
      yield* onTcp(model, policy, workloads);
      for (const [index, { to = [], when = [] }] of (policy.spec.rules ?? []).entries()) {
        for (const [at, { operation = {} }] of to.entries()) {
          const path = ['spec', 'rules', index, 'to', at, 'operation'];
          yield* paths(policy, operation.paths ?? [], [...path, 'paths']);
          yield* paths(policy, operation.notPaths ?? [], [...path, 'notPaths']);
          yield* methods(policy, operation.methods ?? [], [...path, 'methods']);
          yield* methods(policy, operation.notMethods ?? [], [...path, 'notMethods']);
          yield* ports(model, policy, operation.ports ?? [], [...path, 'ports'], workloads);
        }
        for (const [at, { key, values = [] }] of when.entries()) {
          if (key === 'destination.port')
            yield* ports(model, policy, values, ['spec', 'rules', index, 'when', at, 'values'], workloads);
        }
      }
    }
    for (const policy of model.peerAuthentications) {
      if (Object.keys(policy.spec.selector?.matchLabels ?? {}).length === 0) continue;
      const workloads = selectedWorkloads(model, policy);
      for (const port of Object.keys(policy.spec.portLevelMtls ?? {}))
        yield* unknownPort(model, policy, port, ['spec', 'portLevelMtls', port], workloads);
    }
  },
};

function* paths(about: Policy, written: readonly string[], path: Path): Iterable<Told> {
  for (const [index, text] of written.entries()) {
    if (text === '' || /^[*/]/.test(text)) {
      if (hasInnerAsterisk(text)) {
        yield {
          rule: 'policy-path-form',
          level: 'warning',
          about,
          path: [...path, index],
          message: `${text}: between the beginning and the end an asterisk stands for itself: hardly a request has such a path`,
          suggestion: `write ${text.replaceAll('*', '{*}')}, where {*} is one segment`,
        };
        continue;
      }
      if (!/[?#]/.test(text)) continue;
      yield {
        rule: 'policy-path-form',
        about,
        path: [...path, index],
        message: `${text}: what comes after ? is no part of the path that is compared: it never matches`,
        suggestion: `write ${text.slice(0, text.search(/[?#]/))}`,
      };
      continue;
    }
    const bare = /^https?:\/\/[^/]+(\/.*)$/.exec(text)?.[1];
    yield {
      rule: 'policy-path-form',
      about,
      path: [...path, index],
      message: `${text}: the path of a request begins with /: it never matches`,
      suggestion: `write ${bare ?? `/${text}`}`,
    };
  }
}

/** Paths in braces are templates, which have other wildcards. */
function hasInnerAsterisk(text: string): boolean {
  return text.slice(1, -1).includes('*') && !text.includes('{');
}

function* methods(about: Policy, written: readonly string[], path: Path): Iterable<Told> {
  for (const [index, method] of written.entries()) {
    if (method === method.toUpperCase()) continue;
    yield {
      rule: 'policy-method-case',
      about,
      path: [...path, index],
      message: `methods are compared letter by letter: ${method} never matches`,
      suggestion: `write ${method.toUpperCase()}`,
    };
  }
}

function* ports(
  model: MeshModel,
  about: Policy,
  written: readonly string[],
  path: Path,
  workloads: readonly Workload[],
): Iterable<Told> {
  for (const [index, port] of written.entries())
    yield* unknownPort(model, about, port, [...path, index], workloads);
}

function* unknownPort(
  model: MeshModel,
  about: Policy | ObjectOf<'peerAuthentications'>,
  written: string,
  path: Path,
  workloads: readonly Workload[],
): Iterable<Told> {
  const number = Number(written);
  if (!Number.isInteger(number) || workloads.length === 0) return;
  const listened = new Set<number>();
  let ofService: { readonly number: number; readonly target: number; readonly name: string } | undefined;
  for (const workload of workloads) {
    if (workload.proxy === 'gateway' || workload.origin === 'entry') return;
    const services = model.servicesByWorkload.get(workload) ?? [];
    // Where nothing says what is listened on, anything may be.
    if (services.length === 0 && workload.ports.length === 0) return;
    for (const one of workload.ports) listened.add(one.number);
    for (const service of services) {
      for (const port of service.ports) {
        const target = targetNumber(port, workload);
        if (target === undefined) continue;
        listened.add(target);
        if (port.number === number) ofService = { number: port.number, target, name: shown(service.object) };
      }
    }
  }
  if (listened.has(number)) return;
  const known = [...listened].sort((a, b) => a - b).join(', ');
  const [first] = workloads;
  yield {
    rule: 'policy-port-unknown',
    level: ofService === undefined ? 'warning' : 'error',
    about,
    path,
    message:
      ofService === undefined
        ? `${first === undefined ? 'the workload' : shown(first.object)} listens on ${known}, not on ${written}: it never matches`
        : `${written} is the port of ${ofService.name}; the policy sees the port that the workload listens on, ${ofService.target}: it never matches`,
    ...(ofService !== undefined && { suggestion: `write ${ofService.target}` }),
  };
}

function* onTcp(model: MeshModel, policy: Policy, workloads: readonly Workload[]): Iterable<Told> {
  if (policy.spec.action === 'CUSTOM' || workloads.length === 0) return;
  for (const [index, rule] of (policy.spec.rules ?? []).entries()) {
    const [condition] = httpConditions(rule);
    if (condition === undefined) continue;
    const wanted = (rule.to ?? []).flatMap(({ operation }) => operation?.ports ?? []).map(Number);
    if (!workloads.every((workload) => speaksTcp(model, workload, wanted))) continue;
    const [first] = workloads;
    const name = first === undefined ? 'the workload' : shown(first.object);
    const isDeny = policy.spec.action === 'DENY';
    yield {
      rule: 'policy-http-on-tcp',
      about: policy,
      path: ['spec', 'rules', index, ...condition],
      message: isDeny
        ? `${name} speaks TCP, where ${condition.at(-1)} is not looked at: the rule denies more than it says`
        : `${name} speaks TCP, where a rule with ${condition.at(-1)} never matches: everything else is denied too`,
      also: first === undefined ? [] : [first.object],
    };
  }
}

/** Whether all ports that Services give a workload, or those that are wanted, speak no HTTP. */
function speaksTcp(model: MeshModel, workload: Workload, wanted: readonly number[]): boolean {
  if (workload.proxy !== 'sidecar') return false;
  const all = (model.servicesByWorkload.get(workload) ?? []).flatMap(({ ports: own }) =>
    own.map((port) => ({ number: targetNumber(port, workload), protocol: port.protocol })),
  );
  const meant =
    wanted.length === 0 ? all : all.filter(({ number }) => number !== undefined && wanted.includes(number));
  return meant.length > 0 && meant.every(({ protocol }) => isTcp(protocol));
}

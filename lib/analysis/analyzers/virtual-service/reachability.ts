import type { ObjectOf } from '../../../model/mesh-kinds';
import type { Analyzer, Told } from '../../analyzer';
import { type ConnectionMatch, connectionCovers } from '../../requests/connection-set';
import { everything, type HttpSet, httpSet, shownSet } from '../../requests/http-set';
import { hasLeftover } from '../../requests/leftover';
import { TakenBefore } from '../../requests/taken-before';

type VirtualService = ObjectOf<'virtualServices'>;

/** Rules and matches that are never reached: what they take is taken before them. */
export const reachability: Analyzer = {
  rules: ['vs-unreachable-rule', 'vs-ineffective-match'],
  reads: ['virtualServices'],
  *analyze(model) {
    for (const service of model.virtualServices) {
      yield* httpRules(service);
      const { tls, tcp } = service.spec;
      if (tls !== undefined) yield* connectionRules(service, 'tls', tls);
      if (tcp !== undefined) yield* connectionRules(service, 'tcp', tcp);
    }
  },
};

/** Beyond this, whether several rules together take all is not asked. */
const fewSets = 16;

function* httpRules(service: VirtualService): Iterable<Told> {
  const rules = service.spec.http ?? [];
  if (rules.length === 0 || (rules.length === 1 && (rules[0]?.match ?? []).length < 2)) return;
  const before = new TakenBefore<{ readonly rule: number; readonly match: number }>();
  const taken: HttpSet[] = [];
  for (const [index, { match = [] }] of rules.entries()) {
    const sets = match.length === 0 ? [everything] : match.map(httpSet);
    const covered = sets.map((set, at) => {
      const by = before.coveringOf(set);
      before.add(set, { rule: index, match: at });
      if (by !== undefined) return by;
      return index > 0 && taken.length <= fewSets && !hasLeftover(set, taken) ? 'several' : undefined;
    });
    const isDead =
      index > 0 && covered.every((by) => by === 'several' || (by !== undefined && by.rule < index));
    const [first] = covered;
    if (isDead) {
      yield {
        rule: 'vs-unreachable-rule',
        about: service,
        path: ['spec', 'http', index],
        message: `it is never reached: ${first === 'several' ? 'the rules before it together take' : `spec.http[${first?.rule}] takes`} ${match.length === 0 ? 'everything' : `what it matches, such as ${shownSet(sets[0] as HttpSet)},`} before it`,
      };
    }
    if (!isDead || match.length > 0) {
      for (const [at, by] of covered.entries()) {
        if (by === undefined || (isDead && by === 'several')) continue;
        const holder =
          by === 'several'
            ? 'the rules before it'
            : by.rule === index
              ? `match[${by.match}] of the same rule`
              : `spec.http[${by.rule}]`;
        yield {
          rule: 'vs-ineffective-match',
          about: service,
          path: ['spec', 'http', index, 'match', at],
          message: `what it matches, such as ${shownSet(sets[at] as HttpSet)}, is already taken by ${holder}`,
        };
      }
    }
    taken.push(...sets);
  }
}

interface ConnectionRule {
  readonly match?: readonly ConnectionMatch[];
}

function* connectionRules(
  service: VirtualService,
  kind: 'tls' | 'tcp',
  rules: readonly ConnectionRule[],
): Iterable<Told> {
  const before: { readonly rule: number; readonly set: ConnectionMatch }[] = [];
  for (const [index, { match = [] }] of rules.entries()) {
    const sets = match.length === 0 ? [{}] : match;
    const covered = sets.map((set) => {
      const by = before.find((one) => connectionCovers(one.set, set));
      if (before.length < mostCompared) before.push({ rule: index, set });
      return by;
    });
    const isDead = index > 0 && covered.every((by) => by !== undefined && by.rule < index);
    if (isDead) {
      yield {
        rule: 'vs-unreachable-rule',
        about: service,
        path: ['spec', kind, index],
        message: `it is never reached: spec.${kind}[${covered[0]?.rule}] takes its connections before it`,
      };
    }
    for (const [at, by] of covered.entries()) {
      if (by === undefined || match.length === 0) continue;
      yield {
        rule: 'vs-ineffective-match',
        about: service,
        path: ['spec', kind, index, 'match', at],
        message: `what it matches is already taken by ${by.rule === index ? 'a match of the same rule' : `spec.${kind}[${by.rule}]`}`,
      };
    }
  }
}

/** Each match is compared with those before it; beyond this many the rest is taken to be reached. */
const mostCompared = 1000;

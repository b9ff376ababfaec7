import { ConfigError } from '../diagnostics/error';
import { suggest } from '../diagnostics/nearest-name';
import { catalogue, isRuleName, type Rule } from './catalogue';
import type { FoundFinding } from './found-finding';
import type { Suppression } from './suppression';

/**
 * The suppressions of `RULE=OBJECT`, such as `vs-host-unknown=VirtualService demo/reviews` or
 * `IST0102=Namespace *`: a rule by its name or by the code of istioctl, an object with `*` for any text.
 *
 * @throws ConfigError where it is not written so, or there is no such rule
 */
export function namedSuppressions(written: string): Suppression[] {
  const equals = written.indexOf('=');
  const rule = written.slice(0, Math.max(0, equals)).trim();
  const object = written.slice(equals + 1).trim();
  if (equals < 1 || object === '') {
    throw new ConfigError({
      at: '--suppress',
      problem: 'a suppression is a rule and an object',
      got: written,
      instead: "write for example --suppress 'vs-host-unknown=VirtualService demo/reviews'",
    });
  }
  const rules = rulesNamed(rule);
  const names = patternOf(object);
  const told = { path: [], written: `--suppress ${written}` };
  const used = { yet: false };
  return rules.map((name, index) => ({
    rule: name,
    reason: 'named on the command line',
    covers: ({ finding }: FoundFinding) => {
      const isMeant = finding.object !== undefined && nameOf(finding.object).some((one) => names.test(one));
      used.yet ||= isMeant;
      return isMeant;
    },
    // Of a code that several rules share, one that meets a finding is enough.
    isOptional: () => index > 0 || used.yet,
    told,
  }));
}

function rulesNamed(written: string): string[] {
  if (isRuleName(written)) return [written];
  const coded = (Object.entries(catalogue) as [string, Rule][])
    .filter(([, { codes = [] }]) => codes.includes(written))
    .map(([name]) => name);
  if (coded.length > 0) return coded;
  throw new ConfigError({
    at: '--suppress',
    problem: 'there is no such rule',
    got: written,
    instead: suggest(written, Object.keys(catalogue)).replace(/ ?known are .*/, '') || 'see --list',
  });
}

/** `Kind namespace/name`, and as istioctl names it `Kind name.namespace`. */
function nameOf({ kind, namespace, name }: NonNullable<FoundFinding['finding']['object']>): string[] {
  return namespace === undefined
    ? [`${kind} ${name}`]
    : [`${kind} ${namespace}/${name}`, `${kind} ${name}.${namespace}`];
}

function patternOf(text: string): RegExp {
  const parts = text.split('*').map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's');
}

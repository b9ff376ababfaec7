import type { IConstruct } from 'constructs';
import { ConfigError } from '../diagnostics/error';
import { suggest } from '../diagnostics/nearest-name';
import { catalogue, isRuleName } from './catalogue';
import type { JudgedObject } from './judge';
import type { Suppression } from './suppression';

/** Under which a construct keeps what is not to be told of it. */
const metadataType = 'cdk8s-istio/ignore';

interface Ignored {
  readonly rule: string;
  readonly reason: string;
}

/** Keeps with a construct that a rule is not meant for what it makes. */
export function ignore(construct: IConstruct, rule: string, reason: string): void {
  const at = construct;
  if (!isRuleName(rule)) {
    throw new ConfigError({
      at,
      problem: 'there is no such rule',
      got: rule,
      instead:
        suggest(rule, Object.keys(catalogue)).replace(/ ?known are .*/, '') ||
        'see npx cdk8s-istio analyze --list',
    });
  }
  if (typeof reason !== 'string' || reason.trim() === '') {
    throw new ConfigError({
      at,
      problem: `why ${rule} is not meant here must be said`,
      got: reason,
      instead: "write for example 'the Secret is made by cert-manager'",
    });
  }
  construct.node.addMetadata(metadataType, { rule, reason } satisfies Ignored);
}

/** What the constructs of objects, and those above them, keep. */
export function ignoredBy(
  objects: readonly (JudgedObject & { readonly maker?: IConstruct })[],
): Suppression[] {
  const made = new Map<IConstruct, Set<JudgedObject['object']>>();
  for (const { maker, object } of objects) {
    for (const scope of maker?.node.scopes ?? []) {
      const known = made.get(scope);
      if (known === undefined) made.set(scope, new Set([object]));
      else known.add(object);
    }
  }
  return [...made].flatMap(([construct, own]) =>
    construct.node.metadata
      .filter(({ type }) => type === metadataType)
      .map(({ data }) => {
        const { rule, reason } = data as Ignored;
        const [first] = own;
        return {
          rule,
          reason,
          covers: (found) => found.object !== undefined && own.has(found.object),
          told: {
            ...(first !== undefined && { object: first }),
            path: [],
            written: `Findings.ignore of ${construct.node.path}`,
          },
        };
      }),
  );
}

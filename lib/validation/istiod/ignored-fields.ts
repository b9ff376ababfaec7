import { fieldOf, type Step } from '../schema/walk';

/** A field that the CRD of a release has and its istiod does nothing with. */
interface IgnoredField {
  readonly kind: string;
  /** The last two names on the way to it: the rest may be anywhere in the kind. */
  readonly parent: string;
  readonly name: string;
  /** The minor versions of Istio that ignore it. */
  readonly releases: readonly string[];
  /** What does not happen. */
  readonly effect: string;
  /** What to write instead. */
  readonly instead: string;
}

const fields: readonly IgnoredField[] = [
  {
    kind: 'DestinationRule',
    parent: 'outlierDetection',
    name: 'outlierDetectionHttpErrorCodes',
    releases: ['1.31'],
    effect: 'no endpoint is ejected for it',
    instead: 'consecutive5xxErrors or consecutiveGatewayErrors',
  },
];

/** A field that has no effect, where it stands. */
export interface Ignored {
  readonly field: string;
  readonly message: string;
  readonly instead: string;
}

/** The fields of an object that its istiod takes and ignores. */
export function ignoredFields(kind: string, spec: unknown, release: string): readonly Ignored[] {
  const known = fields.filter((each) => each.kind === kind && each.releases.includes(release));
  return known.flatMap(({ parent, name, effect, instead }) =>
    waysTo(spec, parent, name, ['spec']).map((steps) => ({
      field: fieldOf(steps),
      message: `Istio ${release} takes ${name} and does nothing with it: ${effect}`,
      instead,
    })),
  );
}

function waysTo(value: unknown, parent: string, name: string, at: readonly Step[]): Step[][] {
  if (typeof value !== 'object' || value === null) return [];
  const entries: (readonly [Step, unknown])[] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value);
  return entries.flatMap(([step, inner]) => {
    const here = at[at.length - 1] === parent && step === name && inner !== null;
    return here ? [[...at, step]] : waysTo(inner, parent, name, [...at, step]);
  });
}

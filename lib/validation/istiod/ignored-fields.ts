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
  {
    kind: 'Sidecar',
    parent: 'spec',
    name: 'inboundConnectionPool',
    releases: ['1.20'],
    effect: 'connections to the workload have no limits',
    instead: 'a DestinationRule for the service of the workload',
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
  return known.flatMap((field) => {
    const found: Step[][] = [];
    addWays(spec, field, ['spec'], found);
    return found.map((steps) => ({
      field: fieldOf(steps),
      message: `Istio ${release} takes ${field.name} and does nothing with it: ${field.effect}`,
      instead: field.instead,
    }));
  });
}

/** Adds the ways to a field; `steps` lead to the value, and are the same afterwards. */
function addWays(value: unknown, field: IgnoredField, steps: Step[], found: Step[][]): void {
  if (typeof value !== 'object' || value === null) return;
  const isParent = steps[steps.length - 1] === field.parent;
  for (const [name, inner] of Object.entries(value)) {
    steps.push(Array.isArray(value) ? Number(name) : name);
    if (isParent && name === field.name && inner !== null) found.push([...steps]);
    else addWays(inner, field, steps, found);
    steps.pop();
  }
}

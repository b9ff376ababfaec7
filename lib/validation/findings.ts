import type { Finding, ObjectRef } from '../diagnostics/finding';
import type { Ignored } from './istiod/ignored-fields';
import { releaseWithField } from './schema/field-release';
import type { Product } from './schema/store';
import { fieldOf, type Problem, type Step } from './schema/walk';

/** As much of an object as is sure before it was checked. */
export interface GivenObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata?: {
    readonly name?: unknown;
    readonly namespace?: unknown;
    readonly uid?: unknown;
  } | null;
  readonly status?: unknown;
}

/** The object as a finding names it. */
export function objectRef(
  object: GivenObject,
  scope: 'Cluster' | 'Namespaced',
  namespace = 'default',
): ObjectRef {
  const { name } = object.metadata ?? {};
  const place = namespaceOf(object, scope, namespace);
  return {
    apiVersion: object.apiVersion,
    kind: object.kind,
    ...(place !== undefined && { namespace: place }),
    name: typeof name === 'string' ? name : '',
  };
}

/** The namespace that an object belongs to; undefined for one of the cluster. */
export function namespaceOf(
  { metadata }: GivenObject,
  scope: 'Cluster' | 'Namespaced',
  namespace = 'default',
): string | undefined {
  if (scope === 'Cluster') return undefined;
  const own = metadata?.namespace;
  return typeof own === 'string' && own !== '' ? own : namespace;
}

/** What the API server refuses. */
export function refused(
  rule: string,
  object: ObjectRef,
  { field, message, suggestion }: { field: string; message: string; suggestion?: string | undefined },
): Finding {
  return {
    rule,
    level: 'error',
    message,
    object,
    field,
    refusedBy: ['api-server'],
    ...(suggestion !== undefined && { suggestion }),
  };
}

/** Fields that only the Gateway API's experimental CRDs have: which channel a cluster has can not be seen here. */
const experimental: ReadonlySet<unknown> = new Set([
  'defaultScope',
  'externalAuth',
  'retry',
  'sessionPersistence',
  'useDefaultGateways',
]);

/** A problem of the schema as a finding; a field that only a later release has is told with that release. */
export function told(problem: Problem, object: ObjectRef, product: Product, release: string): Finding {
  const { steps, message, suggestion, unknownField } = problem;
  const field = fieldOf(steps);
  if (!unknownField) {
    return refused('schema', object, { field, message: `${subject(steps)} ${message}`, suggestion });
  }
  const later = releaseWithField(product, object.kind, steps, release);
  const name = steps[steps.length - 1];
  if (later === undefined && product === 'gateway-api' && experimental.has(name)) {
    return {
      rule: 'unknown-field',
      level: 'warning',
      message: `${name} is a field of the Gateway API's experimental channel: with the CRDs of the standard one the API server refuses the object`,
      object,
      field,
      suggestion: 'leave it out, or install the experimental CRDs',
    };
  }
  if (later === undefined) return refused('unknown-field', object, { field, message, suggestion });
  const words = { istio: 'Istio', 'gateway-api': 'Gateway API', kubernetes: 'Kubernetes' };
  return refused('unknown-field', object, {
    field,
    message: `${name} comes with ${words[product]} ${later}, and this is for ${release}: the API server refuses the object`,
  });
}

/** What the API server takes and istiod's webhook refuses. */
export function refusedByIstiod({ steps, message, rule = 'schema' }: Problem, object: ObjectRef): Finding {
  const field = fieldOf(steps);
  return {
    rule,
    level: 'error',
    message: `${subject(steps)} ${message}`,
    object,
    field,
    refusedBy: ['istiod'],
  };
}

/** What both take and nobody does anything with. */
export function ignored({ field, message, instead }: Ignored, object: ObjectRef): Finding {
  return { rule: 'unknown-field', level: 'warning', message, object, field, suggestion: instead };
}

/** What a sentence about a field begins with: `attempts`, `entry 2 of hosts`, `the object`. */
function subject(steps: readonly Step[]): string {
  const last = steps[steps.length - 1];
  if (last === undefined) return 'the object';
  if (typeof last === 'number')
    return `entry ${last} of ${steps.findLast((step) => typeof step === 'string')}`;
  return last.startsWith('[') ? `${last.slice(1, -1)} in ${steps[steps.length - 2]}` : last;
}

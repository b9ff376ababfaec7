import type { Finding } from '../diagnostics/finding';
import { type GivenObject, ignored, objectRef, refused, refusedByIstiod, told } from './findings';
import { ignoredFields } from './istiod/ignored-fields';
import { judge as istiod } from './istiod/judge';
import { judge as kubernetes } from './kubernetes/judge';
import { checkMetadata, type Metadata } from './kubernetes/metadata';
import { tooLong } from './longest-text';
import { compile } from './schema/compile';
import { knownKind, releaseOf, type Target } from './schema/known-kind';
import { isLater, schemaIndex } from './schema/store';
import type { SchemaRef } from './schema/stored-schema';
import { type Step, Walk } from './schema/walk';

/** For which cluster an object is judged. */
export interface ValidationOptions {
  /**
   * The Istio release, such as `1.30` or `1.30.3`.
   * @default - the newest whose schemas are known
   */
  readonly release?: string;
  /**
   * The release of the Gateway API's CRDs, such as `1.5`.
   * @default - the one that was current when the Istio release came out
   */
  readonly gatewayApi?: string;
  /**
   * The namespace of an object that names none.
   * @default 'default'
   */
  readonly namespace?: string;
}

/**
 * What an API server and istiod would say of one object, without either: nothing where they take it, and else each
 * reason why not. Kinds that are neither Kubernetes' nor Istio's nor the Gateway API's are not judged.
 *
 * @see https://istio.io/latest/docs/reference/commands/istioctl/#istioctl-validate
 */
export function validateObject(object: unknown, options: ValidationOptions = {}): readonly Finding[] {
  if (typeof object !== 'object' || object === null || Array.isArray(object)) {
    return [
      {
        rule: 'schema',
        level: 'error',
        message: 'this is no Kubernetes object: it has no apiVersion and kind',
      },
    ];
  }
  const { apiVersion, kind } = object as { readonly apiVersion?: unknown; readonly kind?: unknown };
  if (typeof apiVersion !== 'string' || typeof kind !== 'string' || apiVersion === '' || kind === '') {
    const missing = typeof apiVersion !== 'string' || apiVersion === '' ? 'apiVersion' : 'kind';
    const message = `this is no Kubernetes object: its ${missing} is not there or no text`;
    return [{ rule: 'schema', level: 'error', field: missing, message, refusedBy: ['api-server'] }];
  }
  const target = targetOf(options);
  const answer = knownKind(apiVersion, kind, target);
  if (answer.kind === 'unknown') return [];
  const scope = answer.kind === 'known' ? answer.file.scope : 'Namespaced';
  const ref = objectRef(object as GivenObject, scope, options.namespace);
  if (answer.kind === 'refused') {
    const { message, suggestion } = answer;
    return [refused('schema', ref, { field: 'apiVersion', message, suggestion })];
  }
  const long = tooLong(object);
  if (long !== undefined) return [refused('schema', ref, { field: '', message: `the object ${long}` })];
  const walk = new Walk();
  const { file, version, product } = answer;
  const kept = compile(file.versions[version] as SchemaRef, file.schemas)(object, walk) as CheckedObject;
  if (walk.problems.length === 0) checkMetadata(kept.metadata ?? {}, { ...file, kind }, walk);
  if (walk.problems.length > 0) {
    return walk.problems.map((problem) => told(problem, ref, product, releaseOf(product, target)));
  }
  const { labels = {}, annotations = {}, name = '' } = kept.metadata ?? {};
  const context = { name, namespace: ref.namespace ?? '', labels, annotations };
  if (product === 'kubernetes') {
    return kubernetes(kind, kept, context).map((problem) => told(problem, ref, product, ''));
  }
  if (product !== 'istio') return [];
  const spec = walk.dropped.length === 0 ? kept.spec : withEmpty(kept, walk.dropped).spec;
  const refusals = istiod(kind, spec, context).map((problem) => refusedByIstiod(problem, ref));
  const idle = ignoredFields(kind, spec, target.istio).map((field) => ignored(field, ref));
  return [...refusals, ...idle];
}

/** An object whose schema was checked. */
interface CheckedObject {
  readonly metadata?: Metadata;
  readonly spec?: unknown;
}

/** With the entries of maps that are null, which the API server drops and istiod takes for empty ones. */
function withEmpty(object: CheckedObject, dropped: readonly (readonly Step[])[]): CheckedObject {
  const copy = structuredClone(object);
  for (const steps of dropped) {
    let at = copy as Record<Step, unknown>;
    for (const step of steps.slice(0, -1)) at = at[plain(step)] as Record<Step, unknown>;
    at[plain(steps[steps.length - 1] as Step)] = null;
  }
  return copy;
}

/** The key of a map, which a walk writes in brackets. */
function plain(step: Step): Step {
  return typeof step === 'string' ? step.replace(/^\[(.*)\]$/s, '$1') : step;
}

const targets = new Map<string, Target>();

function targetOf({ release, gatewayApi }: ValidationOptions): Target {
  const question = `${release} ${gatewayApi}`;
  const known = targets.get(question);
  if (known !== undefined) return known;
  const { releases } = schemaIndex().istio;
  const newest = releases[releases.length - 1] as string;
  const asked = release?.split('.').slice(0, 2).join('.') ?? newest;
  const istio = releases.findLast((each) => !isLater(each, asked)) ?? (releases[0] as string);
  const target = { istio, gatewayApi: gatewayApi ?? (isLater(istio, '1.30') ? '1.6' : '1.5') };
  targets.set(question, target);
  return target;
}

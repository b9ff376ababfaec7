import type { Finding } from '../diagnostics/finding';
import { minorOf } from '../release/minor';
import {
  type GivenObject,
  ignored,
  namespaceOf,
  objectRef,
  refused,
  refusedByIstiod,
  told,
} from './findings';
import { ignoredFields } from './istiod/ignored-fields';
import { judge as istiod } from './istiod/judge';
import { judge as kubernetes } from './kubernetes/judge';
import { checkMetadata, type Metadata } from './kubernetes/metadata';
import { tooLong } from './longest-text';
import { compile } from './schema/compile';
import { type KindAnswer, knownKind, releaseOf, type Target } from './schema/known-kind';
import { schemaIndex } from './schema/store';
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
  return validator(options)(object);
}

/**
 * As {@link validateObject}, for many objects: what is asked of a kind is looked up when the first of it is met.
 *
 * @param tooLongOf what is known of texts that no cluster could keep
 */
export function validator(
  options: ValidationOptions,
  tooLongOf: (object: object) => string | undefined = tooLong,
): (object: unknown) => readonly Finding[] {
  const target = targetOf(options);
  const kinds = new Map<string, Map<string, (object: GivenObject) => readonly Finding[]>>();
  return (object) => {
    if (typeof object !== 'object' || object === null || Array.isArray(object)) return [noObject];
    const { apiVersion, kind } = object as { readonly apiVersion?: unknown; readonly kind?: unknown };
    const known = kinds.get(apiVersion as string)?.get(kind as string);
    const long = tooLongOf(object);
    if (known !== undefined && long === undefined) return known(object as GivenObject);
    if (typeof apiVersion !== 'string' || apiVersion === '') return [untyped('apiVersion')];
    if (typeof kind !== 'string' || kind === '') return [untyped('kind')];
    const answer = knownKind(apiVersion, kind, target);
    if (answer.kind === 'unknown') return [];
    if (answer.kind === 'refused') {
      const { message, suggestion } = answer;
      const ref = objectRef(object as GivenObject, 'Namespaced', options.namespace);
      return [refused('schema', ref, { field: 'apiVersion', message, suggestion })];
    }
    if (long !== undefined) {
      const ref = objectRef(object as GivenObject, answer.file.scope, options.namespace);
      return [refused('schema', ref, { field: '', message: `the object ${long}` })];
    }
    const judge = judgeOf(kind, answer, target, options.namespace);
    // Names that nobody has are as many as somebody writes: only what is known is kept.
    kinds.set(apiVersion, (kinds.get(apiVersion) ?? new Map()).set(kind, judge));
    return judge(object as GivenObject);
  };
}

const noObject: Finding = {
  rule: 'schema',
  level: 'error',
  message: 'this is no Kubernetes object: it has no apiVersion and kind',
};

function untyped(missing: 'apiVersion' | 'kind'): Finding {
  const message = `this is no Kubernetes object: its ${missing} is not there or no text`;
  return { rule: 'schema', level: 'error', field: missing, message, refusedBy: ['api-server'] };
}

/** What is said of an object of one kind. */
function judgeOf(
  kind: string,
  { file, version, product }: Extract<KindAnswer, { kind: 'known' }>,
  target: Target,
  namespace: string | undefined,
): (object: GivenObject) => readonly Finding[] {
  const check = compile(file.versions[version] as SchemaRef, file.schemas);
  const named = { group: file.group, kind, scope: file.scope };
  const refOf = (object: GivenObject) => objectRef(object, file.scope, namespace);
  return (object) => {
    const walk = new Walk();
    const kept = check(asWritten(object), walk) as CheckedObject;
    if (walk.problems.length === 0) checkMetadata(kept.metadata ?? {}, named, walk);
    if (walk.problems.length > 0) {
      const ref = refOf(object);
      return walk.problems.map((problem) => told(problem, ref, product, releaseOf(product, target)));
    }
    const { labels = {}, annotations = {}, name = '' } = kept.metadata ?? {};
    const context = {
      name,
      namespace: namespaceOf(object, file.scope, namespace) ?? '',
      labels,
      annotations,
      release: target.istio,
    };
    if (product === 'kubernetes') {
      return kubernetes(kind, kept, context).map((problem) => told(problem, refOf(object), product, ''));
    }
    if (product !== 'istio') return [];
    const spec = walk.dropped.length === 0 ? kept.spec : withEmpty(kept, walk.dropped).spec;
    const refusals = istiod(kind, spec, context).map((problem) => refusedByIstiod(problem, refOf(object)));
    const idle = ignoredFields(kind, spec, target.istio).map((field) => ignored(field, refOf(object)));
    return [...refusals, ...idle];
  };
}

/** Without the status that a cluster has written, which may be of another release than the one that is judged for. */
function asWritten(object: GivenObject): GivenObject {
  const isFromCluster = object.status !== undefined && object.metadata?.uid !== undefined;
  return isFromCluster ? { ...object, status: undefined } : object;
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
  const istio = releases.findLast((each) => minorOf(each) <= minorOf(asked)) ?? (releases[0] as string);
  const target = { istio, gatewayApi: gatewayApi ?? (minorOf(istio) > 30 ? '1.6' : '1.5') };
  targets.set(question, target);
  return target;
}

import type { Finding } from '../diagnostics/finding';
import { isClusterScoped } from '../kubernetes/cluster-scoped-kinds';
import { isMap, type KubernetesObject } from '../kubernetes/identity';
import type { Origin, Unreadable } from '../kubernetes/manifest';
import { MeshModel, type MeshModelOptions } from '../model/mesh-model';
import { longestText, tooLong } from '../validation/longest-text';
import { validator } from '../validation/validate-object';
import { inTextOrder } from '../values/text-order';
import { analyzeModel } from './analyze';
import { pathOf } from './analyzer';
import { catalogue, isRuleName, type Rule } from './catalogue';
import type { FoundFinding } from './found-finding';
import { inReadingOrder } from './order';
import { overwritten } from './overwritten';
import { ignoreAnnotation, type Suppression, suppressed, writtenSuppressions } from './suppression';

/** An object, and where it came from. */
export interface JudgedObject {
  readonly object: KubernetesObject;
  /** Where it was read. */
  readonly origin?: Origin;
  /** The file that it is to be written to. */
  readonly file?: string;
  /** The path of the construct that made it. */
  readonly construct?: string;
}

/** What is to be judged, and how much of the world it is. */
export interface JudgeOptions extends MeshModelOptions {
  /** Documents that are no objects. @default - none */
  readonly unreadable?: readonly Unreadable[];
  /** What is not to be told, beside what the objects say themselves. @default - none */
  readonly suppressions?: readonly Suppression[];
}

/**
 * Everything that is to be said of manifests: what is no object, what the API server or istiod would refuse, and what
 * objects have wrong together. Sorted, and the same for the same objects in any order of files.
 */
export function judge(objects: readonly JudgedObject[], options: JudgeOptions = {}): Finding[] {
  const long = tooLongAmong(objects);
  const fitting = objects.filter(({ object }) => !long.has(object));
  const { namespace, unreadable = [] } = options;
  const model = MeshModel.of(
    inNameOrder(fitting.map(({ object }) => object)),
    // What is made by another command has more objects.
    { ...options, partial: unreadable.some(({ makesObjects }) => makesObjects) },
  );
  const validate = validator(
    { release: model.release.version, ...(namespace !== undefined && { namespace }) },
    (object) => long.get(object),
  );
  const alone = objects.flatMap(({ object }) =>
    validate(object).map((finding) => foundAlone(finding, object)),
  );
  const places = new Map(objects.map((one) => [one.object, one]));
  const found = [...withoutRepeats(alone, analyzeModel(model)), ...overwritten(model.replaced, places)];
  const own = objects.flatMap(({ object }) => annotated(object));
  const left = suppressed(found, [...own, ...(options.suppressions ?? [])]);
  const findings = [
    ...unreadable.map(unreadableFinding),
    ...left.map((one) => placed(one, places, model.defaultNamespace)),
  ];
  return distinct(findings.map(legible).sort(inReadingOrder));
}

/** So that of several the same one is named, in whichever order files are read; what is there twice stays in order. */
function inNameOrder(objects: KubernetesObject[]): KubernetesObject[] {
  return objects.sort((a, b) => inTextOrder(a.metadata.name, b.metadata.name));
}

/** The longest message that anybody reads. */
const longest = 2000;

/** A message may repeat a text of the manifest, which may be a megabyte long. */
function legible(finding: Finding): Finding {
  const { message, suggestion = '' } = finding;
  if (message.length <= longest && suggestion.length <= longest) return finding;
  return { ...finding, message: cut(message), ...(suggestion !== '' && { suggestion: cut(suggestion) }) };
}

function cut(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest)}… (${text.length} characters)`;
}

/** What stands twice in a list, such as one gateway, is wrong once. */
function distinct(findings: readonly Finding[]): Finding[] {
  return findings.filter((finding, index) => {
    const before = findings[index - 1];
    return (
      before === undefined || before.message !== finding.message || inReadingOrder(before, finding) !== 0
    );
  });
}

/** What of objects no cluster could keep, for those that hold it. */
function tooLongAmong(objects: readonly JudgedObject[]): ReadonlyMap<object, string> {
  const found = new Map<object, string>();
  for (const { object, origin } of objects) {
    // A text is at most as long as where it was read.
    if (origin !== undefined && origin.part.text.length <= longestText) continue;
    const problem = tooLong(object);
    if (problem !== undefined) found.set(object, problem);
  }
  return found;
}

function foundAlone(finding: Finding, object: KubernetesObject): FoundFinding {
  const isCoded = finding.code !== undefined || !isRuleName(finding.rule) || finding.level === 'info';
  const code = finding.level === 'error' ? 'IST0106' : 'IST0133';
  return { finding: isCoded ? finding : { ...finding, code }, object, path: pathOf(finding.field ?? '') };
}

/** What the validation of istiod says too is told once, in the words of the rule that is about just that. */
function withoutRepeats(alone: readonly FoundFinding[], together: readonly FoundFinding[]): FoundFinding[] {
  const special = new Map<KubernetesObject, FoundFinding[]>();
  for (const one of together) {
    if (one.object === undefined || !saysWhatIsRefused(one.finding.rule)) continue;
    const known = special.get(one.object);
    if (known === undefined) special.set(one.object, [one]);
    else known.push(one);
  }
  const refusedBy = new Map<FoundFinding, NonNullable<Finding['refusedBy']>>();
  const left = alone.filter(({ finding, object, path }) => {
    const same = (object === undefined ? [] : (special.get(object) ?? [])).find(
      (one) => isAlong(one.path, path) && (finding.rule === 'schema' || finding.rule === one.finding.rule),
    );
    if (same === undefined) return true;
    if (finding.refusedBy !== undefined) refusedBy.set(same, finding.refusedBy);
    return false;
  });
  const told = together.map((one) => {
    const refusers = refusedBy.get(one);
    return refusers === undefined ? one : { ...one, finding: { ...one.finding, refusedBy: refusers } };
  });
  return [...left, ...told];
}

/** Whether a rule is about what the webhook of istiod may refuse as well. */
function saysWhatIsRefused(rule: string): boolean {
  const { codes = [] }: Partial<Rule> = isRuleName(rule) ? catalogue[rule] : {};
  return rule !== 'deprecated-field' && (codes.includes('IST0106') || codes.includes('IST0133'));
}

/** Whether one of two paths leads on from the other. */
function isAlong(a: FoundFinding['path'], b: FoundFinding['path']): boolean {
  const length = Math.min(a.length, b.length);
  return length > 1 && a.slice(0, length).every((step, index) => step === b[index]);
}

function annotated(object: KubernetesObject): Suppression[] {
  const annotations: unknown = object.metadata.annotations;
  const written = isMap(annotations) ? annotations[ignoreAnnotation] : undefined;
  if (typeof written !== 'string') return [];
  const path = ['metadata', 'annotations', ignoreAnnotation];
  return writtenSuppressions(written, { object, path, written: ignoreAnnotation });
}

function placed(
  { finding, object, path }: FoundFinding,
  places: ReadonlyMap<KubernetesObject, JudgedObject>,
  defaultNamespace: string,
): Finding {
  const place = object === undefined ? undefined : places.get(object);
  if (place === undefined || object === undefined) return finding;
  const { origin, construct } = place;
  const file = origin?.file ?? place.file;
  const { rule, level, code, message, field, refusedBy, suggestion, also } = finding;
  return {
    rule,
    level,
    ...(code !== undefined && { code }),
    message,
    object: finding.object ?? refOfManifest(object, defaultNamespace),
    ...(field !== undefined && field !== '' && { field }),
    ...(file !== undefined && { file }),
    ...(origin !== undefined && { line: lineOf(origin, path) }),
    ...(construct !== undefined && { construct }),
    ...(refusedBy !== undefined && { refusedBy }),
    ...(suggestion !== undefined && { suggestion }),
    ...(also !== undefined && { also }),
  };
}

/** Loaded where something was read: what is synthesized has no lines. */
function lineOf(origin: Origin, path: FoundFinding['path']): number {
  const position = require('../kubernetes/position') as typeof import('../kubernetes/position');
  return position.lineOf(origin, path);
}

function refOfManifest(
  { apiVersion, kind, metadata: { name, namespace } }: KubernetesObject,
  defaultNamespace: string,
): NonNullable<Finding['object']> {
  const isOfCluster = isClusterScoped(apiVersion, kind);
  return { apiVersion, kind, ...(!isOfCluster && { namespace: namespace || defaultNamespace }), name };
}

function unreadableFinding(unreadable: Unreadable): Finding {
  const { file, line, construct, kind, problem, level = 'error', instead } = unreadable;
  return {
    rule: kind,
    level,
    message: problem,
    ...(file !== undefined && { file }),
    ...(line !== undefined && { line }),
    ...(construct !== undefined && { construct }),
    // What is no YAML does not get so far.
    ...(kind === 'no-object' && level === 'error' && { refusedBy: ['api-server'] as const }),
    suggestion: instead ?? catalogue[kind].instead,
  };
}

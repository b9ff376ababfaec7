import { isDeepStrictEqual } from 'node:util';
import { shown } from '../schema/shown';
import type { Walk } from '../schema/walk';
import {
  cronJobName,
  dnsLabel,
  dnsSubdomain,
  labelValue,
  type NameForm,
  pathSegment,
  qualifiedName,
  serviceName,
} from './names';

/** The metadata of an object whose schema was checked. */
export interface Metadata {
  readonly name?: string;
  readonly generateName?: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly finalizers?: readonly string[];
  readonly ownerReferences?: readonly OwnerReference[];
}

interface OwnerReference {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly uid?: string;
  readonly controller?: boolean | null;
}

/** Kinds whose names have another form than most. */
const nameForms: Readonly<Record<string, NameForm>> = {
  '/Namespace': dnsLabel,
  '/Service': serviceName,
  'apps/StatefulSet': dnsLabel,
  'batch/CronJob': cronJobName,
  'policy/PodDisruptionBudget': pathSegment,
  'rbac.authorization.k8s.io/ClusterRole': pathSegment,
  'rbac.authorization.k8s.io/ClusterRoleBinding': pathSegment,
  'rbac.authorization.k8s.io/Role': pathSegment,
  'rbac.authorization.k8s.io/RoleBinding': pathSegment,
};

/** Annotations may take so many bytes in all. */
const annotationBytes = 256 * 1024;

/** Groups whose own checks ask more of a finalizer than that it is a name. */
const strictGroups = new Set([
  '',
  'apps',
  'autoscaling',
  'batch',
  'discovery.k8s.io',
  'networking.k8s.io',
  'rbac.authorization.k8s.io',
]);

/** What is owned is deleted first, or is left: not both. */
const rivals = ['orphan', 'foregroundDeletion'];

const ownFinalizers = new Set(['kubernetes', ...rivals]);

/** What the API server checks of every object's metadata beyond its schema. */
export function checkMetadata(
  metadata: Metadata,
  { group, kind, scope }: { group: string; kind: string; scope: 'Cluster' | 'Namespaced' },
  walk: Walk,
): void {
  walk.steps.push('metadata');
  // The server makes up a name for it.
  const unnamed = kind === 'LimitRange' && group === '' && !metadata.name && !metadata.generateName;
  if (!unnamed) checkName(metadata, nameForms[`${group}/${kind}`] ?? dnsSubdomain, walk);
  const { namespace } = metadata;
  if (namespace !== undefined && namespace !== '') {
    if (scope === 'Namespaced' && !dnsLabel.fits(namespace)) {
      walk.reportAt('namespace', `must ${dnsLabel.words}, got ${shown(namespace)}`);
    }
  }
  walk.steps.push('labels');
  checkLabels(metadata.labels, walk);
  walk.steps.pop();
  checkAnnotations(metadata.annotations, walk);
  for (const finalizer of metadata.finalizers ?? []) {
    if (!qualifiedName.fits(finalizer)) {
      walk.reportAt('finalizers', `must ${qualifiedName.words}, got ${shown(finalizer)}`);
    } else if (strictGroups.has(group) && !finalizer.includes('/') && !ownFinalizers.has(finalizer)) {
      walk.reportAt('finalizers', `must have a domain before its name, got ${shown(finalizer)}`);
    }
  }
  if (rivals.every((finalizer) => metadata.finalizers?.includes(finalizer)))
    walk.reportAt('finalizers', `can not have ${rivals.join(' and ')} together`);
  checkOwners(metadata.ownerReferences ?? [], walk);
  walk.steps.pop();
}

function checkOwners(owners: readonly OwnerReference[], walk: Walk): void {
  walk.steps.push('ownerReferences');
  const controller = owners.findIndex((owner) => owner.controller);
  owners.forEach((owner, index) => {
    walk.steps.push(index);
    for (const field of ['apiVersion', 'kind', 'name', 'uid'] as const) {
      const given = owner[field] ?? '';
      if (field === 'apiVersion' ? !/^(?:[^/]*\/)?[^/]+$/.test(given) : given === '')
        walk.reportAt(field, 'is required');
    }
    if (owner.kind === 'Event' && /^\/?v1$/.test(owner.apiVersion ?? ''))
      walk.reportAt('kind', 'can not be Event: events own nothing');
    // The same one twice is read as one.
    if (owner.controller && !isDeepStrictEqual(owner, owners[controller]))
      walk.reportAt('controller', `can be true once: entry ${controller} has it`);
    walk.steps.pop();
  });
  walk.steps.pop();
}

/** Whether the server takes what a name would begin with: it looks past a dash at the end. */
function mayStand(begin: string, form: NameForm): boolean {
  return form.fits(begin.replace(/.-$/, 'a'));
}

/** So many characters of it are kept, and five letters and digits follow. */
const mostGenerated = 58;

/** Whether it takes the name too that it makes. */
function mayBegin(begin: string, form: NameForm): boolean {
  return mayStand(begin, form) && form.fits(`${begin.slice(0, mostGenerated)}aaaaa`);
}

function checkName({ name, generateName }: Metadata, form: NameForm, walk: Walk): void {
  if (generateName && !(name === '' || name === undefined ? mayBegin : mayStand)(generateName, form))
    walk.reportAt('generateName', `must ${form.words}, got ${shown(generateName)}`);
  if (name === undefined || name === '') {
    if (!generateName) walk.reportAt('name', 'is required');
  } else if (!form.fits(name)) {
    walk.reportAt('name', `must ${form.words}, got ${shown(name)}`);
  }
}

/** The labels that `walk` stands at. */
export function checkLabels(labels: Readonly<Record<string, string>> | undefined, walk: Walk): void {
  for (const key of Object.keys(labels ?? {})) {
    const value = labels?.[key] as string;
    if (!qualifiedName.fits(key))
      walk.reportAt(`[${key}]`, `can not be a key: it must ${qualifiedName.words}`);
    if (!labelValue.fits(value)) walk.reportAt(`[${key}]`, `must ${labelValue.words}, got ${shown(value)}`);
  }
}

function checkAnnotations(annotations: Readonly<Record<string, string>> | undefined, walk: Walk): void {
  let bytes = 0;
  for (const key of Object.keys(annotations ?? {})) {
    bytes += Buffer.byteLength(key) + Buffer.byteLength(annotations?.[key] as string);
    if (!qualifiedName.fits(key.toLowerCase())) {
      walk.reportAt('annotations', `has the key ${shown(key)}, which must ${qualifiedName.words}`);
    }
  }
  if (bytes > annotationBytes)
    walk.reportAt('annotations', `may take ${annotationBytes} bytes, takes ${bytes}`);
}

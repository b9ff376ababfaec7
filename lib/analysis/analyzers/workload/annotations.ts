import { nearest as nearestName } from '../../../diagnostics/nearest-name';
import type { MeshModel } from '../../../model/mesh-model';
import type { MeshObject } from '../../../model/mesh-object';
import type { Analyzer, Path, Told } from '../../analyzer';
import { ownPrefixes, annotations as table } from './annotation-table';
import { annotationValues } from './annotation-values';
import { wrongWish } from './inject-wish';

/** Annotations of Istio: those that there are not, those that stand in the wrong place, and what they say. */
export const annotations: Analyzer = {
  rules: ['annotation-unknown', 'annotation-misplaced', 'annotation-deprecated', 'annotation-invalid'],
  reads: ['namespaceObjects', 'kubernetesServices', 'workloads'],
  *analyze(model) {
    for (const { about, kind, written, labels, path } of annotated(model)) {
      for (const [name, value] of Object.entries(written)) {
        if (!isIstios(name)) continue;
        yield* judged(about, kind, name, value, labels, [...path, name]);
      }
    }
    for (const workload of model.workloads) {
      if (workload.origin !== 'template' && workload.origin !== 'pod') continue;
      const wrong = wrongWish(workload, model.release.version);
      if (wrong !== undefined) yield wrong;
    }
  },
};

/** The label of what istiod makes. */
const managed = 'gateway.istio.io/managed';

interface Annotated {
  readonly about: MeshObject;
  readonly kind: string;
  readonly written: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly path: Path;
}

/** Whatever has annotations; most has none. */
function annotated(model: MeshModel): Annotated[] {
  const found: Annotated[] = [];
  const path = ['metadata', 'annotations'];
  const add = (one: Annotated) => {
    // What istiod makes of a Gateway carries the annotations of the Gateway.
    if (Object.keys(one.written).length > 0 && !(managed in one.about.labels)) found.push(one);
  };
  const own = (about: MeshObject) =>
    add({ about, kind: about.kind, written: about.annotations, labels: about.labels, path });
  model.namespaceObjects.forEach(own);
  model.kubernetesServices.forEach(own);
  for (const { origin, object, annotations: written, labels, templatePath } of model.workloads) {
    if (origin !== 'template' && origin !== 'pod') continue;
    add({ about: object, kind: 'Pod', written, labels, path: [...templatePath, ...path] });
    if (origin === 'template') own(object);
  }
  return found;
}

function isIstios(name: string): boolean {
  if (name === 'kubernetes.io/ingress.class') return true;
  const slash = name.indexOf('/');
  const domain = name.slice(0, slash);
  return (
    (domain === 'istio.io' || domain.endsWith('.istio.io')) &&
    !ownPrefixes.some((own) => name.startsWith(own))
  );
}

function* judged(
  about: MeshObject,
  kind: string,
  name: string,
  value: string,
  labels: Readonly<Record<string, string>>,
  path: Path,
): Iterable<Told> {
  const known = Object.hasOwn(table, name) ? table[name] : undefined;
  if (known === undefined) {
    const nearest = nearestName(name, Object.keys(table));
    yield {
      rule: 'annotation-unknown',
      about,
      path,
      message: `Istio has no annotation ${name}: it is ignored`,
      ...(nearest !== undefined && { suggestion: `write ${nearest}` }),
    };
    return;
  }
  // Who writes the label too knows, and keeps the annotation for an Istio of old.
  if (known.deprecated && !(name in labels)) {
    yield {
      rule: 'annotation-deprecated',
      about,
      path,
      message: `${name} still works but is to go`,
      ...(name === 'sidecar.istio.io/inject' && { suggestion: `write the label ${name} on the pods` }),
    };
  }
  if (!known.on.includes('Any') && !known.on.includes(kind)) {
    yield {
      rule: 'annotation-misplaced',
      about,
      path,
      message: `${name} means something on ${known.on.join(', ')} only: on the ${kind} itself it does nothing`,
      ...(known.on.includes('Pod') &&
        path[0] === 'metadata' &&
        kind !== 'Pod' && { suggestion: 'write it on the template of the pods' }),
    };
    return;
  }
  const wanted = annotationValues[name]?.(value);
  if (wanted === undefined) return;
  yield {
    rule: 'annotation-invalid',
    about,
    path,
    message: `${name} takes ${wanted}, not ${value.slice(0, 100)}: the pod is refused`,
  };
}

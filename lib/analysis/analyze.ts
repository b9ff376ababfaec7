import type { Finding, ObjectRef } from '../diagnostics/finding';
import type { MeshModel } from '../model/mesh-model';
import type { MeshObject } from '../model/mesh-object';
import { fieldOf, type Told } from './analyzer';
import { analyzers } from './analyzers';
import { catalogue } from './catalogue';

/** A finding, and the object and the way to the field that it is of. */
export interface Placed {
  readonly finding: Finding;
  readonly object: MeshObject['manifest'];
  readonly path: Told['path'];
}

/** Everything that the objects of a mesh have wrong together, sorted. */
export function analyzeModel(model: MeshModel): Placed[] {
  const found: Placed[] = [];
  for (const analyzer of Object.values(analyzers)) {
    for (const told of analyzer.analyze(model))
      found.push({ finding: findingOf(told), object: told.about.manifest, path: told.path });
  }
  return found;
}

function findingOf({ rule, level, code, about, path, message, suggestion, also = [] }: Told): Finding {
  const {
    levels,
    codes,
    instead,
  }: (typeof catalogue)[keyof typeof catalogue] & { readonly codes?: readonly string[] } = catalogue[rule];
  const istioctl = code ?? codes?.[0];
  const field = fieldOf(path);
  const others = [...new Set(also)].filter((one) => one !== about);
  return {
    rule,
    level: level ?? levels[0],
    ...(istioctl !== undefined && { code: istioctl }),
    message,
    object: refOf(about),
    ...(field !== '' && { field }),
    suggestion: suggestion ?? instead,
    ...(others.length > 0 && { also: others.map(refOf) }),
  };
}

/** An object as findings name it. */
export function refOf({ apiVersion, kind, namespace, name }: MeshObject): ObjectRef {
  return { apiVersion, kind, ...(namespace !== '' && { namespace }), name };
}

import type { Finding, ObjectRef } from '../diagnostics/finding';
import type { MeshModel } from '../model/mesh-model';
import type { MeshObject } from '../model/mesh-object';
import { fieldOf, type Told } from './analyzer';
import { analyzers } from './analyzers';
import { catalogue, type Rule } from './catalogue';
import type { FoundFinding } from './found-finding';

/** Everything that the objects of a mesh have wrong together. */
export function analyzeModel(model: MeshModel): FoundFinding[] {
  return Object.values(analyzers).flatMap((analyzer) =>
    [...analyzer.analyze(model)].map((told) => ({
      finding: findingOf(told),
      object: told.about.manifest,
      path: told.path,
    })),
  );
}

function findingOf({ rule, level, code, about, path, message, suggestion, also = [] }: Told): Finding {
  const { levels, codes, instead }: Rule = catalogue[rule];
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

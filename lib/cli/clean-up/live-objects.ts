import { ConfigError, Verbatim } from '../../diagnostics/error';
import { groupOf, identity, type KubernetesObject, shown } from '../../kubernetes/identity';
import { listOf, objectOf, optional, type Reader, text } from '../answer';
import type { Kubectl } from '../kubectl';
import { commandText } from '../kubectl-process';
import { kubectlTrouble } from '../kubectl-trouble';
import { readObject } from '../object-answer';
import { isApplication } from './argo-applications';

/** So many objects go into one call of kubectl, which asks for each by itself. */
const atOnce = 200;

/** The few fields by which kubectl finds objects, in parts of which each is done in a few seconds. */
export function references(objects: readonly KubernetesObject[]): string[] {
  return inParts(objects).map((part) => {
    const items = part.map(({ apiVersion, kind, metadata: { name, namespace } }) => ({
      apiVersion,
      kind,
      metadata: namespace === undefined ? { name } : { name, namespace },
    }));
    return JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
  });
}

/**
 * Those of these objects that are in the cluster, with who set which field.
 *
 * @throws ConfigError where the answer does not tell of each object whether it is there
 */
export async function liveObjects(
  kubectl: Kubectl,
  objects: readonly KubernetesObject[],
): Promise<readonly KubernetesObject[]> {
  const live: KubernetesObject[] = [];
  // Not told to be silent about what is not there: nothing and no answer would look the same.
  const args = ['get', '-f', '-', '--show-managed-fields', '-o', 'json'];
  const parts = inParts(objects);
  for (const [index, input] of references(objects).entries()) {
    const ran = await kubectl.run(args, input);
    const lines = ran.stderr.split('\n').filter((line) => line.trim() !== '');
    const others = lines.filter((line) => !line.includes('(NotFound)'));
    // Without an answer, kubectl's own word says why.
    if (ran.code !== 0 && ran.stdout === '') throw kubectlTrouble(kubectl.context, args, ran);
    const { items } = kubectl.read(args, ran.stdout, objectOf({ items: listOf(readLive) }));
    const untold = new Map((parts[index] ?? []).map((object) => [identity(object), object]));
    // What was not asked for is none of our business.
    live.push(...items.filter((item) => untold.delete(identity(item))));
    // Each object that is not there has a line of its own.
    if (untold.size <= (ran.code === 0 ? 0 : lines.length - others.length)) continue;
    throw others.length > 0
      ? kubectlTrouble(kubectl.context, args, { ...ran, stderr: others.join('\n') })
      : notWhole(kubectl.context, args, [...untold.values()]);
  }
  return live;
}

function inParts(objects: readonly KubernetesObject[]): KubernetesObject[][] {
  const count = Math.ceil(objects.length / atOnce);
  return Array.from({ length: count }, (_, part) => objects.slice(part * atOnce, (part + 1) * atOnce));
}

function notWhole(
  context: string,
  args: readonly string[],
  [first]: readonly KubernetesObject[],
): ConfigError {
  return new ConfigError({
    at: `context ${context}`,
    problem: `${commandText(args)} did not tell of every object whether it is there`,
    got: new Verbatim(`nothing of ${first === undefined ? 'one' : shown(first)}`),
    instead: 'check that KUBECTL names a kubectl of this cluster',
  });
}

const readApplication = objectOf({
  spec: optional(objectOf({ project: optional(text) })),
  status: optional(
    objectOf({
      resources: optional(
        listOf(objectOf({ group: optional(text), kind: text, namespace: optional(text), name: text })),
      ),
      operationState: optional(objectOf({ phase: optional(text) })),
    }),
  ),
});

const readNamespace = objectOf({
  status: optional(
    objectOf({ conditions: optional(listOf(objectOf({ status: text, message: optional(text) }))) }),
  ),
});

/** Of each kind what is asked of it. */
const readLive: Reader<KubernetesObject> = (value, place) => {
  const object = readObject(value, place);
  if (isApplication(object)) return { ...object, ...readApplication(value, place) };
  if (object.kind === 'Namespace' && groupOf(object.apiVersion) === '')
    return { ...object, ...readNamespace(value, place) };
  return object;
};

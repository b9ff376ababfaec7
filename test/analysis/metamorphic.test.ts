import { judge } from '../../lib/analysis/judge';
import { identity, type KubernetesObject } from '../../lib/kubernetes/identity';
import { readText } from '../../lib/kubernetes/manifest';
import { examples, world } from '../../scripts/rules/examples';
import { recordedWorlds } from './recorded-worlds';

const objectsOf = (text: string) => readText(text).objects.map(({ object }) => object);
const base = objectsOf(world());

/** The world of each example, as it is wrong, and those that were recorded. */
const worlds: readonly [string, readonly KubernetesObject[]][] = [
  ...examples().map(({ rule, wrong }): [string, readonly KubernetesObject[]] => {
    const own = objectsOf(wrong);
    const named = new Set(own.map(identity));
    return [rule, [...base.filter((object) => !named.has(identity(object))), ...own]];
  }),
  ...recordedWorlds.map(({ id, objects }): [string, readonly KubernetesObject[]] => [id, objects]),
];

function findings(objects: readonly KubernetesObject[], namespace?: string) {
  return judge(
    objects.map((object) => ({ object })),
    { complete: true, ...(namespace !== undefined && { namespace }) },
  );
}

/** The same objects with other texts in them. */
function written(objects: readonly KubernetesObject[], change: (text: string) => string): KubernetesObject[] {
  return JSON.parse(change(JSON.stringify(objects)));
}

const told = (objects: readonly KubernetesObject[]) =>
  findings(objects).map(
    ({ rule, level, object, field }) =>
      `${level} ${rule} ${object?.kind} ${object?.namespace}/${object?.name} ${field}`,
  );

describe('what is told of a world', () => {
  it.each(worlds)('is the same in any order of its objects: %s', (rule, objects) => {
    // Of one object that is there twice the last counts.
    if (rule === 'object-twice') return;
    expect(findings([...objects].reverse())).toEqual(findings(objects));
  });

  it.each(worlds)('is the same where the namespace is said beside them: %s', (_, objects) => {
    const here = objects.find(({ metadata }) => metadata.namespace !== undefined)?.metadata.namespace;
    const bare = objects.map((object) => {
      const { namespace, ...metadata } = object.metadata;
      return namespace === here ? { ...object, metadata } : object;
    });
    expect(findings(bare, here)).toEqual(findings(objects));
  });

  it.each(worlds)('does not hang on the names of namespaces: %s', (_, objects) => {
    const others = { 'istio-system': 'control-1', demo: 'default-2', lake: 'mesh' };
    const rename = (text: string) =>
      Object.entries(others).reduce(
        (renamed, [from, to]) => renamed.replace(new RegExp(`(?<![\\w-])${from}(?![\\w-])`, 'g'), to),
        text,
      );
    expect(told(written(objects, rename)).sort()).toEqual(told(objects).map(rename).sort());
  });

  it.each(worlds)('does not hang on where the policies of the whole mesh are: %s', (_, objects) => {
    const ofMesh = ({ apiVersion, metadata: { namespace } }: KubernetesObject) =>
      namespace === 'istio-system' && /^(?:security|telemetry)\./.test(apiVersion);
    const moved = objects.map((object) => {
      if (ofMesh(object)) return { ...object, metadata: { ...object.metadata, namespace: 'policies' } };
      if (object.kind !== 'ConfigMap' || object.metadata.name !== 'istio') return object;
      const { mesh = '', ...others } = (object as never as { data: Record<string, string> }).data;
      const settings = mesh.replace('{}', '').replace('rootNamespace: istio-system', '');
      return { ...object, data: { ...others, mesh: `${settings}\nrootNamespace: policies` } };
    });
    const root = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'policies' } };
    const there = (text: string) =>
      text.replace(/(PeerAuthentication|\w+Policy) istio-system\//, '$1 policies/');
    expect(told([...moved, root]).sort()).toEqual(told(objects).map(there).sort());
  });
});

import { analyzers } from '../../lib/analysis/analyzers';
import { catalogue } from '../../lib/analysis/catalogue';
import { judge } from '../../lib/analysis/judge';
import { identity } from '../../lib/kubernetes/identity';
import { readText } from '../../lib/kubernetes/manifest';
import { MeshModel } from '../../lib/model/mesh-model';
import { examples, world } from '../../scripts/rules/examples';
import { certificate, key } from './throwaway-certificate';

const all = examples();

function rulesOf(text: string): string[] {
  const filled = text
    .replaceAll('<certificate>', certificate.replaceAll('\n', '\\n'))
    .replaceAll('<key>', key.replaceAll('\n', '\\n'));
  const own = readText(filled);
  // An example may say of an object of the world something else.
  const named = new Set(own.objects.map(({ object }) => identity(object)));
  const base = readText(world()).objects.filter(({ object }) => !named.has(identity(object)));
  return judge([...base, ...own.objects], { complete: true, unreadable: own.unreadable }).map(
    ({ rule }) => rule,
  );
}

describe('the examples of rules', () => {
  it('are one for each', () => {
    expect(all.map(({ rule }) => rule).sort()).toEqual(Object.keys(catalogue).sort());
  });

  it('stand in a world of which nothing is to be told', () => {
    expect(rulesOf('')).toEqual([]);
  });

  it.each(all)('$rule is told of the wrong one, and nothing of the right one', ({ rule, wrong, right }) => {
    expect(rulesOf(wrong)).toContain(rule);
    expect(rulesOf(right)).toEqual([]);
  });
});

/** Every name by which an analyzer may ask for objects or for what is derived of them. */
const sources: Readonly<Record<string, readonly string[]>> = {
  namespaces: ['namespaces', 'ownNamespaces'],
  workloads: ['workloads', 'workloadIndex', 'servicesByWorkload'],
  services: ['services', 'servicesByHost', 'servicesByNamespace', 'wildcardServices', 'servicesByWorkload'],
  destinationRules: ['destinationRulesByNamespace'],
  sidecars: ['sidecarsByNamespace'],
  peerAuthentications: ['peerAuthenticationsByNamespace'],
  requestAuthentications: ['requestAuthenticationsByNamespace'],
};

/** What anybody may ask: how much is known, what is said to be outside, and one object by its name. */
const free = [
  'complete',
  'completeNamespaces',
  'ownNamespaces',
  'outside',
  'kindsByNamespace',
  'byIdentity',
  'release',
  'alpha',
  'installedGateways',
  'namespaces',
  'settings',
];

describe('what analyzers say that they read', () => {
  const worlds = all.map(({ wrong }) =>
    [world(), wrong].flatMap((text) => readText(text).objects).map(({ object }) => object),
  );
  // Of its own for each analyzer: what one has asked of an object, another need not ask again.
  const modelsOf = () =>
    worlds.flatMap((objects) => [MeshModel.of(objects, { complete: true }), MeshModel.of(objects)]);

  it.each(Object.entries(analyzers))('%s reads what it declares, and nothing else', (_, analyzer) => {
    const read = new Set<string>();
    for (const model of modelsOf()) {
      const watched = new Proxy(model, {
        get(target, name, receiver) {
          read.add(String(name));
          return Reflect.get(target, name, receiver);
        },
      });
      for (const _told of analyzer.analyze(watched));
    }
    const namesOf = (source: string) => [source, ...(sources[source] ?? [])];
    const declared = analyzer.reads.flatMap(namesOf);
    expect([...read].filter((name) => ![...declared, ...free].includes(name))).toEqual([]);
    // What is looked up by its name alone leaves no trace of its kind; gateways and services are at times.
    if (read.has('byIdentity')) return;
    const unread = analyzer.reads.filter((source) => !namesOf(source).some((name) => read.has(name)));
    expect(unread.filter((source) => source !== 'gateways' && source !== 'services')).toEqual([]);
  });
});

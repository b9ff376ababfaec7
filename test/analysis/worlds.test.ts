import { catalogue, type Rule } from '../../lib/analysis/catalogue';
import { judge } from '../../lib/analysis/judge';
import { type World, recordedWorlds as worlds } from './recorded-worlds';

function findingsOf({ objects }: World) {
  return judge(
    objects.map((object) => ({ object })),
    { complete: true },
  );
}

function told(world: World): string[] {
  return findingsOf(world).map(({ rule, object }) => {
    const namespace = object?.namespace === undefined ? '' : `${object.namespace}/`;
    return `${rule} ${object?.kind} ${namespace}${object?.name}`;
  });
}

function wanted({ wanted: all }: World): string[] {
  return all.map(({ rule, about }) => `${rule} ${about}`);
}

// Recorded worlds are no part of this repository: CONTRIBUTING.md says where they come from.
(worlds.length === 0 ? describe.skip : describe)('worlds that were recorded', () => {
  it.each(worlds.filter(({ kind }) => kind === 'mistake'))('tells what is wrong with $id', (world) => {
    expect(told(world)).toEqual(expect.arrayContaining(wanted(world)));
  });

  it.each(worlds.filter(({ kind }) => kind !== 'mistake'))('tells nothing unwanted of $id', (world) => {
    expect(told(world).sort()).toEqual(wanted(world).sort());
  });

  it('tells of no kind and at no level that the catalogue does not name', () => {
    const known: Readonly<Record<string, Rule>> = catalogue;
    const others = worlds.flatMap(findingsOf).filter(({ rule, level, object }) => {
      const { on = [], levels = [] } = known[rule] ?? {};
      const isNamed = object === undefined || on.includes('every kind') || on.includes(object.kind);
      return !isNamed || !(levels as readonly string[]).includes(level);
    });
    expect(others.map(({ rule, level, object }) => `${rule} ${level} ${object?.kind}`)).toEqual([]);
  });
});

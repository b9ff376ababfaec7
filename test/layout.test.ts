import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { filesBelow } from '../scripts/import/folder';

const root = join(__dirname, '..');

/** What lies below everything. */
const ground = ['lib/kubernetes', 'lib/values', 'lib/diagnostics'];

/** Which rooms each room may import from, beside itself; CONTRIBUTING.md says what each is for. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  'lib/diagnostics': [],
  'lib/values': ['lib/diagnostics'],
  'lib/kubernetes': ['lib/diagnostics', 'lib/values'],
  'lib/release': ground,
  'lib/model': [...ground, 'lib/release'],
  'lib/synth': ground,
  'lib/istio': [...ground, 'lib/release', 'imports'],
  'lib/gateway-api': [...ground, 'lib/istio', 'lib/release', 'imports'],
  'lib/validation': [...ground, 'lib/release', 'schemas'],
  'lib/authorization': [...ground, 'lib/release', 'lib/model'],
  'lib/routing': [...ground, 'lib/release', 'lib/model', 'lib/authorization'],
  'lib/analysis': [...ground, 'lib/release', 'lib/model', 'lib/validation'],
  'lib/jest': [...ground, 'lib/analysis', 'lib/routing'],
  'lib/workload': [...ground, 'lib/istio'],
  'lib/install': [...ground, 'lib/istio', 'lib/release', 'lib/synth'],
  'lib/bookinfo': [...ground, 'lib/istio', 'lib/gateway-api', 'lib/release', 'lib/workload', 'lib/install'],
  'lib/checks': [...ground, 'lib/istio', 'lib/workload', 'lib/install', 'lib/bookinfo'],
  'lib/addons': [...ground, 'lib/istio', 'lib/release', 'lib/workload', 'lib/install', 'lib/synth'],
  'lib/argocd': [...ground, 'lib/istio', 'lib/release', 'lib/install', 'lib/synth', 'imports'],
  'lib/cli': [
    'lib',
    ...ground,
    'lib/istio',
    'lib/release',
    'lib/workload',
    'lib/install',
    'lib/routing',
    'lib/analysis',
  ],
};

describe('the layout', () => {
  it('knows every room of lib/', () => {
    const rooms = readdirSync(join(root, 'lib'), { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    const advice = (name: string) =>
      `lib/${name} is new: add a row "'lib/${name}': [...ground]" to arrows in test/layout.test.ts, with the rooms that it imports from, and a row to the table in CONTRIBUTING.md`;
    expect(rooms.filter(({ name }) => !(`lib/${name}` in arrows)).map(({ name }) => advice(name))).toEqual(
      [],
    );
    expect(Object.keys(arrows).filter((room) => !existsSync(join(root, room)))).toEqual([]);
  });

  it.each(Object.keys(arrows))('lets %s import only from the rooms below it', (room) => {
    const foreign = filesOf(room).flatMap((file) =>
      importsOf(file)
        .filter((target) => target !== room && !arrows[room]?.includes(target))
        .map((target) => `${relative(root, file)} -> ${target}`),
    );
    expect(foreign).toEqual([]);
  });

  it('has no circle of files in lib/', () => {
    const edges = new Map(
      Object.keys(arrows)
        .flatMap(filesOf)
        .map((file) => [file, targetsOf(file)]),
    );
    expect(circle(edges)?.map((file) => relative(root, file))).toBeUndefined();
  });
});

function filesOf(room: string): string[] {
  return filesBelow(join(root, room))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(root, room, file));
}

/** The files that a file imports at run time or for its types. */
function targetsOf(
  file: string,
  pattern = /^(?:import|export)\b[^;]*?from '(\.[^']+)'|\bimport\('(\.[^']+)'\)|\brequire\('(\.[^']+)'\)/gm,
): string[] {
  const source = readFileSync(file, 'utf8');
  return [...source.matchAll(pattern)].map((match) =>
    fileOf(resolve(dirname(file), (match[1] ?? match[2] ?? match[3]) as string)),
  );
}

function fileOf(path: string): string {
  const candidates = [`${path}.ts`, join(path, 'index.ts'), path];
  return candidates.find((candidate) => existsSync(candidate) && statSync(candidate).isFile()) ?? path;
}

function importsOf(file: string): string[] {
  return targetsOf(file).map((target) => {
    const [first = '', second = ''] = relative(root, target).split(sep);
    return first === 'lib' && !second.endsWith('.ts') ? `lib/${second}` : first;
  });
}

/** The first circle that a walk along the edges finds. */
function circle(edges: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const done = new Set<string>();
  const walk = (file: string, path: readonly string[]): readonly string[] | undefined => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return undefined;
    for (const next of edges.get(file) ?? []) {
      const found = walk(next, [...path, file]);
      if (found) return found;
    }
    done.add(file);
    return undefined;
  };
  for (const file of edges.keys()) {
    const found = walk(file, []);
    if (found) return found;
  }
  return undefined;
}

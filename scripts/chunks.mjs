// In which file of the package each module of lib/ goes: modules that the same programs need are one file, and what an
// entry alone needs is in the entry's own. Node finds and loads a few files in a part of the time that hundreds take.
import { dirname, join, relative, sep } from 'node:path';

/** Who loads the entries: an app, or a command that starts for one answer and loads nothing of the others. */
const programs = [
  { name: 'trace', entries: /^lib\/(routing\/|cli\/(trace|who-can-call)-)/ },
  { name: 'analyze', entries: /^lib\/(analysis\/|jest\/|cli\/analyze-)/ },
  { name: 'cluster', entries: /^lib\/cli\/(precheck|verify|clean-up)-/ },
  { name: 'app', entries: /^lib\/(?!cli\/)/ },
  { name: 'imports', entries: /^imports\// },
];

/** What takes long to load, and no command needs: modules that load it are never in a file with others. */
const heavy = ['cdk8s', 'constructs'];

/**
 * A plugin that gives each module the file that it shares with others, by the bundler's own walk through the imports.
 *
 * @param input the source file of each entry by the entry's name
 */
export function chunksOf(root, input) {
  const imports = new Map();
  let chunks;
  const plugin = {
    name: 'chunks',
    async resolveId(source, importer, { kind }) {
      if (importer === undefined) return null;
      const isOwn = source.startsWith('.');
      const resolved = isOwn ? await this.resolve(source, importer, { kind, skipSelf: true }) : null;
      const id = resolved?.id ?? source;
      if (!imports.has(importer)) imports.set(importer, []);
      imports.get(importer).push({ id, kind });
      return resolved ?? { id, external: true };
    },
    transform(code, id) {
      if (!code.includes('__dirname')) return null;
      // A chunk lies two folders below build/: generateBundle looks after it.
      const folder = JSON.stringify(join('../..', relative(root, dirname(id))).replaceAll(sep, '/'));
      // It stays the same line: the map needs none of its own.
      return {
        code: code.replaceAll('__dirname', `require('node:path').join(__dirname, ${folder})`),
        map: null,
      };
    },
    generateBundle(_, bundle) {
      for (const { fileName, code } of Object.values(bundle)) {
        if (code?.includes('__dirname') && fileName.split('/').length !== 3)
          throw new Error(`${fileName} asks for its folder, and is not two folders below build/`);
      }
    },
  };
  const group = (id) => {
    chunks ??= assign(root, input, imports);
    return chunks.get(id) ?? null;
  };
  return { plugin, group };
}

/**
 * The chunk of each module that several entries need. What a module imports is needed by all that need the module, so
 * no two chunks wait for each other.
 */
function assign(root, input, imports) {
  const needed = new Map();
  for (const [entry, file] of Object.entries(input)) {
    for (const id of reached(file, imports)) {
      if (!needed.has(id)) needed.set(id, { entries: new Set(), by: new Set() });
      needed.get(id).entries.add(entry);
      for (const name of programsOf(entry)) needed.get(id).by.add(name);
    }
  }
  const isHeavy = (id) => heavy.some((name) => reached(id, imports, ['import-statement']).has(name));
  const chunks = new Map();
  const files = new Set(Object.values(input));
  for (const [id, { entries, by }] of needed) {
    const late = imports.get(id)?.find((target) => target.kind === 'require-call' && isHeavy(target.id));
    if (late?.id.startsWith(root) && !isHeavy(id))
      throw new Error(`${id} requires ${late.id} when needed, and its imports would be loaded at once`);
    if (entries.size < 2 || files.has(id)) continue;
    const [first, group] = relative(root, id).split(sep);
    // So much is little, and a file more takes as long.
    const name = by.has('app') && by.has('trace') ? 'common' : [...by].sort().join('-');
    chunks.set(id, first === 'imports' ? group : isHeavy(id) ? `${name}-constructs` : name);
  }
  return chunks;
}

/** Which programs load an entry; every command starts with the command line itself. */
function programsOf(entry) {
  const found = programs.find(({ entries }) => entries.test(entry));
  return found === undefined ? ['analyze', 'cluster', 'trace'] : [found.name];
}

/** A module and all that it loads, at once or, of this package, when first needed. */
function reached(file, imports, kinds = ['import-statement', 'require-call']) {
  const all = new Set([file]);
  for (const id of all) {
    for (const target of imports.get(id) ?? []) if (kinds.includes(target.kind)) all.add(target.id);
  }
  return all;
}

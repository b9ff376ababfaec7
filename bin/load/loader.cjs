'use strict';
const { builtinModules, createRequire } = require('node:module');
const path = require('node:path');
const vm = require('node:vm');
const { take } = require('./fingerprint.cjs');
const { packPlace, readPack, writePack } = require('./pack.cjs');
const { resolve, witnesses } = require('./resolve.cjs');

const builtins = new Set(builtinModules);

/** So many files may be compiled on their own in each run before a new pack is worth its time. */
const LOOSE_FILES = 8;

/** A file that was not edited for so long, in milliseconds, is packed: nobody works on it just now. */
const AT_REST = 60_000;

/**
 * Runs a program of CommonJS and TypeScript modules as Node.js would, taking from a pack what has not
 * changed since an earlier run. Without a pack it does the same from the files alone.
 */
class Loader {
  /**
   * @param {string} main the program's first file
   * @param {string | undefined} cache the folder where packs are kept; without one nothing is
   */
  constructor(main, cache) {
    this.main = main;
    this.packAt = cache && packPlace(cache, main);
    this.pack = this.packAt && readPack(this.packAt);
    /** Every module that was loaded, by file. */
    this.modules = new Map();
    /** The code and fingerprint of every module that was read from its file in this run. */
    this.loose = new Map();
    /** The answers and fingerprints that the pack does not have. */
    this.edges = new Map();
    this.witnessed = new Map();
  }

  /** Runs the program and gives the exports of its first file. */
  run() {
    return this.load(this.main).exports;
  }

  load(file, parent) {
    const known = this.modules.get(file);
    if (known !== undefined) return known;
    const module = {
      id: file,
      filename: file,
      path: path.dirname(file),
      exports: {},
      loaded: false,
      children: [],
      parent,
    };
    this.modules.set(file, module);
    parent?.children.push(module);
    try {
      this.execute(file, module);
    } catch (error) {
      this.modules.delete(file);
      throw error;
    }
    module.loaded = true;
    return module;
  }

  execute(file, module) {
    if (/\.(?:node|mjs)$/.test(file)) {
      module.exports = createRequire(file)(file);
      return;
    }
    const factory = this.pack?.factory(file) ?? this.compile(file);
    const require = (request) => this.require(request, file, module);
    require.resolve = (request, options) =>
      isBuiltin(request) || options
        ? createRequire(file).resolve(request, options)
        : this.find(file, request);
    require.cache = {};
    require.main = this.modules.get(this.main);
    module.require = require;
    factory.call(module.exports, module.exports, require, module, file, module.path);
  }

  require(request, file, module) {
    return isBuiltin(request) ? require(request) : this.load(this.find(file, request), module).exports;
  }

  find(from, request) {
    const known = this.pack?.edges[from]?.[request] ?? this.edges.get(from)?.[request];
    if (known !== undefined) return known;
    const target = this.resolve(from, request);
    const found = this.edges.get(from) ?? {};
    this.edges.set(from, found);
    found[request] = target;
    return target;
  }

  /** Asks again after it has looked at new places, so that every fingerprint is older than the answer. */
  resolve(from, request) {
    for (;;) {
      const target = resolve(from, request);
      const looked = this.witnessed.size;
      for (const place of witnesses(from, request, target)) {
        if (!this.witnessed.has(place)) this.witnessed.set(place, take(place).print);
      }
      if (this.witnessed.size === looked) return target;
    }
  }

  compile(file) {
    const { print, content } = take(file);
    if (content === undefined) throw new Error(`cannot read '${file}'`);
    const code = codeOf(file, content);
    this.loose.set(file, { code, print });
    const wrapped = `(function (exports, require, module, __filename, __dirname) { ${code}\n})`;
    const importModuleDynamically = vm.constants?.USE_MAIN_CONTEXT_DEFAULT_LOADER;
    return new vm.Script(wrapped, { filename: file, importModuleDynamically }).runInThisContext();
  }

  /** Keeps for the next run what this one read. A cache that cannot be written costs time and nothing else. */
  save() {
    if (this.packAt === undefined) return;
    try {
      if (this.pack && !this.pack.outdated && !this.isWorthPacking()) this.pack.refresh();
      else this.writePack();
    } catch {}
  }

  isWorthPacking() {
    const prints = [...this.loose.values()].map(({ print }) => print);
    return prints.length > LOOSE_FILES || prints.some(([, mtime]) => Date.now() - mtime > AT_REST);
  }

  writePack() {
    const { pack } = this;
    const modules = [];
    for (const file of this.modules.keys()) {
      const loose = this.loose.get(file);
      if (loose) modules.push([file, loose.code, loose.print]);
      else if (pack?.intact.has(file)) modules.push([file, pack.codeOf(file), pack.index.prints[file]]);
    }
    const edges = { ...pack?.edges };
    for (const [from, found] of this.edges) edges[from] = { ...edges[from], ...found };
    writePack(this.packAt, modules, edges, {
      ...pack?.index.witnessed,
      ...Object.fromEntries(this.witnessed),
    });
  }
}

function isBuiltin(request) {
  return request.startsWith('node:') || builtins.has(request);
}

function codeOf(file, content) {
  const code = javascriptOf(file, content.replace(/^\uFEFF/, '').replace(/^#!.*/, ''));
  // A pack of Latin-1 letters is read twice as fast.
  return /^[\0-\xff]*$/.test(code) ? code : require('./transform.cjs').toAscii(code);
}

function javascriptOf(file, text) {
  if (file.endsWith('.json')) return `module.exports = ${text}`;
  if (file.endsWith('.ts')) return require('./transform.cjs').transform(file, text);
  // Maps of other people's sources are longer than their code.
  return text.replace(/\n\/\/# sourceMappingURL=\S*\s*$/, '\n');
}

module.exports = { Loader };

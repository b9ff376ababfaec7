'use strict';
const { builtinModules, createRequire } = require('node:module');
const path = require('node:path');
const vm = require('node:vm');
const { handedOn, lazyExports } = require('./barrel.cjs');
const { take } = require('./fingerprint.cjs');
const { packPlace, readPack, writePack } = require('./pack.cjs');
const { resolve, witnesses } = require('./resolve.cjs');
const { AFTER_ALL, AFTER_MODULE, BEFORE_ALL, BEFORE_MODULE } = require('./wrapper.cjs');

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
    const names = this.pack?.barrel(file);
    if (names !== undefined) {
      module.exports = lazyExports(names, (target) => this.load(target, module));
      return;
    }
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
    const wrapped = BEFORE_ALL + BEFORE_MODULE + code + AFTER_MODULE + AFTER_ALL;
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
    if (prints.length > LOOSE_FILES || prints.some(([, mtime]) => Date.now() - mtime > AT_REST)) return true;
    // The first pack has the code of all that is behind barrels.
    const { behindBarrels, files } = this.pack.index;
    return !this.pack.compiled && behindBarrels.some((file) => file in files && !this.modules.has(file));
  }

  writePack() {
    const { pack } = this;
    const codes = {};
    const edges = {};
    const barrels = {};
    for (const [file, module] of this.modules) {
      edges[file] = { ...pack?.edges[file], ...this.edges.get(file) };
      const code = this.loose.get(file)?.code ?? pack?.codeOf(file);
      if (code === undefined) continue;
      codes[file] = code;
      const required = (request) => this.modules.get(edges[file][request]);
      barrels[file] = pack?.barrel(file) ?? handedOn(module, code, required);
    }
    const behindBarrels = this.behind(
      Object.keys(barrels).filter((file) => barrels[file]),
      edges,
    );
    const printOf = (file) => this.loose.get(file)?.print ?? pack?.index.prints[file];
    const prints = Object.fromEntries(
      [...Object.keys(codes), ...behindBarrels].map((file) => [file, printOf(file)]),
    );
    const witnessed = { ...pack?.index.witnessed, ...Object.fromEntries(this.witnessed) };
    writePack(this.packAt, codes, { prints, edges, barrels, behindBarrels, witnessed });
  }

  /** All files that decide what barrels export: those that they lead to, also where this run did not load them. */
  behind(barrels, edges) {
    const found = new Set();
    const follow = (file) => {
      if (found.has(file)) return;
      found.add(file);
      if (this.pack?.barrel(file)) for (const at of this.pack.index.behindBarrels) found.add(at);
      for (const target of Object.values(edges[file] ?? {})) follow(target);
    };
    for (const file of barrels) follow(file);
    return [...found];
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

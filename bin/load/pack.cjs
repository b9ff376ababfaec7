'use strict';
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const vm = require('node:vm');
const { confirm } = require('./fingerprint.cjs');
const { witnesses } = require('./resolve.cjs');
const { AFTER_ALL, AFTER_MODULE, BEFORE_ALL, BEFORE_MODULE } = require('./wrapper.cjs');

/**
 * A pack holds the code of a whole program in one script, V8's compiled form of it, the answers to its
 * `require`s, what its barrels hand on, and a fingerprint of every file and folder that all this was taken from.
 * Reading a pack compares all fingerprints; what has changed is not used.
 */
class Pack {
  /** @param at the path of its files without their endings; @param index what `write` put down */
  constructor(at, index) {
    this.at = at;
    this.index = index;
    this.scriptFile = `${at}.${index.generation}.js`;
    this.compiledFile = `${at}.${index.generation}.bin`;
    this.renewed = false;
    const changed = new Set(
      Object.keys(index.witnessed).filter((place) => !this.holds(place, index.witnessed)),
    );
    const intact = Object.keys(index.prints).filter((file) => this.holds(file, index.prints));
    this.intact = new Set(intact);
    for (const place of changed) delete index.witnessed[place];
    this.edges = changed.size === 0 ? index.edges : withoutAffected(index.edges, changed);
    /** Whether answers to `require`s may have changed. */
    this.outdated = changed.size > 0;
  }

  holds(place, prints) {
    const now = confirm(place, prints[place]);
    if (now === undefined) return false;
    if (now !== prints[place]) {
      prints[place] = now;
      this.renewed = true;
    }
    return true;
  }

  /** What a barrel hands on, the names by file; undefined where a file is none, or where that may have changed. */
  barrel(file) {
    this.areBarrelsIntact ??= !this.outdated && this.index.behindBarrels.every((at) => this.intact.has(at));
    return this.areBarrelsIntact ? this.index.barrels[file] : undefined;
  }

  /** The function of a module whose file is unchanged, or undefined. */
  factory(file) {
    if (!this.intact.has(file) || !(file in this.index.files)) return undefined;
    try {
      this.factories ??= this.compile();
    } catch {
      this.intact.clear();
      this.outdated = true;
      return undefined;
    }
    return this.factories[this.index.files[file][2]];
  }

  compile() {
    this.text = fs.readFileSync(this.scriptFile, 'latin1');
    if (this.text.length !== this.index.length) throw new Error('not the script that was written');
    const cachedData = contentOf(this.compiledFile);
    this.script = new vm.Script(this.text, {
      filename: this.scriptFile,
      ...(cachedData && { cachedData }),
      importModuleDynamically: vm.constants?.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    });
    this.compiled = cachedData !== undefined && !this.script.cachedDataRejected;
    return this.script.runInThisContext();
  }

  /** The code of a module whose file is unchanged, or undefined. */
  codeOf(file) {
    return this.factory(file) && this.text.slice(...this.index.files[file]);
  }

  /** Puts down what the next run profits from: newer fingerprints of old content, and the compiled form. */
  refresh() {
    if (this.renewed) writeAtomically(`${this.at}.json`, JSON.stringify(this.index));
    if (this.script && !this.compiled) writeAtomically(this.compiledFile, this.script.createCachedData());
  }
}

function withoutAffected(edges, changed) {
  const kept = {};
  for (const [from, found] of Object.entries(edges)) {
    kept[from] = Object.fromEntries(
      Object.entries(found).filter(
        ([request, target]) => !witnesses(from, request, target).some((at) => changed.has(at)),
      ),
    );
  }
  return kept;
}

/** Reads a pack; undefined where there is none. */
function readPack(at) {
  try {
    return new Pack(at, JSON.parse(fs.readFileSync(`${at}.json`, 'utf8')));
  } catch {
    return undefined;
  }
}

/** What besides files decides which code runs. */
function environment() {
  return JSON.stringify([
    6,
    process.version,
    process.arch,
    process.env.NODE_PATH,
    process.execArgv,
    process.env.NODE_OPTIONS,
  ]);
}

/**
 * Writes a pack in place of all older ones.
 * @param codes the code of each module, by file
 * @param rest what else the index holds
 */
function writePack(at, codes, rest) {
  const generation = `${Date.now().toString(36)}-${process.pid}`;
  const files = {};
  let text = `${BEFORE_ALL}[\n`;
  for (const [number, [file, code]] of Object.entries(codes).entries()) {
    text += BEFORE_MODULE;
    files[file] = [text.length, text.length + code.length, number];
    text += `${code}${AFTER_MODULE},\n`;
  }
  text += `]${AFTER_ALL}`;
  fs.mkdirSync(path.dirname(at), { recursive: true });
  writeAtomically(`${at}.${generation}.js`, text, 'latin1');
  writeAtomically(`${at}.json`, JSON.stringify({ generation, length: text.length, files, ...rest }));
  removeOld(at, generation);
}

/** A program that was not run for so long, in milliseconds, is forgotten. */
const FORGOTTEN = 14 * 24 * 3600 * 1000;

/** What `packPlace` names; the folder is the user's to choose, so whatever else lies in it is his. */
const PACK = /^[0-9a-f]{12}\./;

/** Removes the older packs of this program, those of programs that nobody runs any more, and what was left unfinished. */
function removeOld(at, generation) {
  const folder = path.dirname(at);
  const [program] = path.basename(at).split('.');
  for (const name of fs.readdirSync(folder).filter((one) => PACK.test(one))) {
    const file = path.join(folder, name);
    const parts = name.split('.');
    const isOlder = parts[0] === program && parts.length === 3 && parts[1] !== generation;
    if (isOlder || age(file) > FORGOTTEN) fs.rmSync(file, { force: true });
  }
}

function age(file) {
  const stat = fs.statSync(file, { throwIfNoEntry: false });
  return stat === undefined ? 0 : Date.now() - stat.mtimeMs;
}

/** The place of a program's pack in a cache folder; each version of Node.js and each set of its options has its own. */
function packPlace(cache, main) {
  return path.join(
    cache,
    createHash('sha1')
      .update(main + environment())
      .digest('hex')
      .slice(0, 12),
  );
}

function writeAtomically(file, content, encoding) {
  const unfinished = `${file}.${process.pid}`;
  fs.writeFileSync(unfinished, content, encoding);
  fs.renameSync(unfinished, file);
}

function contentOf(file) {
  try {
    return fs.readFileSync(file);
  } catch {
    return undefined;
  }
}

module.exports = { packPlace, readPack, writePack };

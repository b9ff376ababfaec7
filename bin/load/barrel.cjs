'use strict';
const fs = require('node:fs');
const path = require('node:path');

/**
 * A barrel is a module that only hands on what other modules export, in a package that says of its modules that
 * loading one does nothing (`"sideEffects": false`). Bundlers leave out what nobody uses of such a package; here
 * it is not loaded before somebody asks for it. What a barrel hands on is kept as the names by file.
 */

/** What the TypeScript compiler makes of `export * from './file'`, and what stands around it. */
const FRAME =
  /^(?:'use strict'|"use strict"|\/\/.*|Object\.defineProperty\(exports, "__esModule", .*|const tslib_1 = require\("tslib"\)|);?$/;
const HANDS_ON = /^tslib_1\.__exportStar\(require\("([^"]+)"\), exports\);$/;

/**
 * The names that a loaded module hands on, by file; undefined where it is no barrel.
 * @param required gives the module that a `require` in its code has loaded
 */
function handedOn(module, code, required) {
  const free = new Set(Object.keys(module.exports));
  const names = {};
  for (const line of code.split('\n')) {
    const request = HANDS_ON.exec(line)?.[1];
    if (request === undefined && !FRAME.test(line)) return undefined;
    if (request === undefined) continue;
    const { filename, exports } = required(request);
    names[filename] = Object.keys(exports).filter((name) => free.delete(name));
  }
  return free.size === 0 && isPure(module.path) ? names : undefined;
}

function isPure(folder) {
  const file = path.join(folder, 'package.json');
  if (fs.existsSync(file)) return JSON.parse(fs.readFileSync(file, 'utf8')).sideEffects === false;
  return path.dirname(folder) !== folder && isPure(path.dirname(folder));
}

/** The exports of a barrel, each of which is loaded when it is asked for. */
function lazyExports(names, load) {
  const fileOf = new Map(Object.entries(names).flatMap(([file, all]) => all.map((name) => [name, file])));
  const exported = (name) => load(fileOf.get(name)).exports[name];
  const target = Object.defineProperty({}, '__esModule', { value: true });
  return new Proxy(target, {
    get: (_, name) => (fileOf.has(name) ? exported(name) : target[name]),
    has: (_, name) => fileOf.has(name) || name in target,
    ownKeys: () => [...Reflect.ownKeys(target), ...fileOf.keys()],
    getOwnPropertyDescriptor: (_, name) =>
      fileOf.has(name)
        ? { enumerable: true, configurable: true, get: () => exported(name) }
        : Reflect.getOwnPropertyDescriptor(target, name),
  });
}

module.exports = { handedOn, lazyExports };

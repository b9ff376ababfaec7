'use strict';
const fs = require('node:fs');
const { createRequire } = require('node:module');
const path = require('node:path');

/** Finds the file that a `require` means, as Node.js does, and TypeScript files without their extension. */
function resolve(from, request) {
  if (from.endsWith('.ts') && (isRelative(request) || path.isAbsolute(request))) {
    const target = path.resolve(path.dirname(from), request);
    for (const candidate of [`${target}.ts`, path.join(target, 'index.ts'), target]) {
      if (isFile(candidate)) return fs.realpathSync(candidate);
    }
  }
  return createRequire(from).resolve(request);
}

/**
 * The places whose content decided that `request` in `from` means `target`: folders by their listing,
 * `package.json` files by their text. While none of them changes, the answer cannot.
 */
function witnesses(from, request, target) {
  if (isRelative(request) || path.isAbsolute(request)) return witnessesOfPath(from, request, target);
  const name = /^(?:@[^/]+\/)?[^/]+/.exec(request)[0];
  const found = [];
  // A package may mean itself by its name; the first package.json upwards tells.
  for (const folder of ancestors(path.dirname(from))) {
    const file = path.join(folder, 'package.json');
    found.push(file);
    if (isFile(file)) break;
  }
  for (const folder of ancestors(path.dirname(from))) {
    const modules = path.join(folder, 'node_modules');
    found.push(modules, path.dirname(path.join(modules, name)));
    if (fs.existsSync(path.join(modules, name))) break;
  }
  for (const folder of ancestors(path.dirname(target))) {
    if (path.basename(folder) === 'node_modules') break;
    found.push(folder, path.join(folder, 'package.json'));
  }
  return found;
}

function witnessesOfPath(from, request, target) {
  const asked = path.resolve(path.dirname(from), request);
  const inFolder = target.startsWith(`${asked}${path.sep}`);
  const folders = [path.dirname(asked), path.dirname(target)];
  return inFolder ? [...folders, asked, path.join(asked, 'package.json')] : folders;
}

function isRelative(request) {
  return /^\.\.?(?:\/|$)/.test(request);
}

function isFile(at) {
  try {
    return fs.statSync(at).isFile();
  } catch {
    return false;
  }
}

function ancestors(folder) {
  const found = [folder];
  for (let at = folder; path.dirname(at) !== at; at = path.dirname(at)) found.push(path.dirname(at));
  return found;
}

module.exports = { resolve, witnesses };

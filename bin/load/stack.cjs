'use strict';
const fs = require('node:fs');
const { SourceMap } = require('node:module');
const path = require('node:path');
const { sourceMapOf } = require('./transform.cjs');
const { BEFORE_ALL, BEFORE_MODULE } = require('./wrapper.cjs');

/** The stack of an error with the files and lines that a person wrote, in place of those that ran. */
function readableStack(error, loader) {
  const stack = String(error?.stack ?? error);
  const written = stack.replace(
    /((?:\/|[A-Za-z]:\\)[^\s():]*\.(?:ts|js)):(\d+):(\d+)/g,
    (whole, file, line, column) => {
      try {
        return originOf(loader, file, Number(line), Number(column)) ?? whole;
      } catch {
        return whole;
      }
    },
  );
  // What the loader does itself is of no interest to the author of the program.
  return written
    .split('\n')
    .filter((line) => !line.includes(path.dirname(__dirname)) && !/\(node:(?:vm|internal)/.test(line))
    .join('\n');
}

function originOf(loader, file, line, column) {
  const place =
    file === loader.pack?.scriptFile
      ? placeInPack(loader.pack, line, column)
      : placeInLoose(loader, file, line, column);
  if (place === undefined) return undefined;
  if (!place.file.endsWith('.ts')) return `${place.file}:${place.line}:${place.column}`;
  const source = fs.readFileSync(place.file, 'utf8');
  const entry = new SourceMap(JSON.parse(sourceMapOf(place.file, source))).findEntry(
    place.line - 1,
    place.column - 1,
  );
  return `${place.file}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
}

function placeInLoose(loader, file, line, column) {
  return loader.loose.has(file)
    ? { file, line, column: line === 1 ? column - (BEFORE_ALL + BEFORE_MODULE).length : column }
    : undefined;
}

function placeInPack(pack, line, column) {
  let at = 0;
  for (let number = 1; number < line; number++) at = pack.text.indexOf('\n', at) + 1;
  at += column - 1;
  for (const [file, [start, end]] of Object.entries(pack.index.files)) {
    if (at < start || at > end) continue;
    const lines = pack.text.slice(start, at).split('\n');
    return { file, line: lines.length, column: lines[lines.length - 1].length + 1 };
  }
  return undefined;
}

module.exports = { readableStack };

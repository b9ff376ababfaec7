'use strict';
const { execFileSync } = require('node:child_process');
const { withoutHelpers } = require('./wrapper.cjs');

/** So many files are faster to transform by a process each than by loading esbuild's own interface. */
const FEW = 4;

let processes = 0;

/** The JavaScript of a TypeScript file, as CommonJS; the types are `tsc`'s business. */
function transform(file, source) {
  return withoutHelpers(transformed(file, source));
}

function transformed(file, source) {
  const executable = processes++ < FEW ? esbuildExecutable() : undefined;
  if (executable === undefined) {
    return require('esbuild').transformSync(source, { ...options, sourcefile: file }).code;
  }
  try {
    const stdio = ['pipe', 'pipe', 'pipe'];
    return execFileSync(executable, [...flags, `--sourcefile=${file}`], {
      input: source,
      encoding: 'utf8',
      stdio,
    });
  } catch {
    // The interface tells what is wrong in a form that can be shown.
    return require('esbuild').transformSync(source, { ...options, sourcefile: file }).code;
  }
}

const options = {
  loader: 'ts',
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  // A dynamic import becomes a require, so that it finds TypeScript files too.
  supported: { 'dynamic-import': false },
};

const flags = [
  '--loader=ts',
  '--format=cjs',
  '--platform=node',
  '--target=node20',
  '--supported:dynamic-import=false',
];

/** The program inside esbuild's package for this platform; undefined where it is laid out in another way. */
function esbuildExecutable() {
  try {
    const package_ = `@esbuild/${process.platform}-${process.arch}`;
    return require.resolve(
      process.platform === 'win32' ? `${package_}/esbuild.exe` : `${package_}/bin/esbuild`,
    );
  } catch {
    return undefined;
  }
}

/** Where each place in the JavaScript of a TypeScript file comes from, as a source map. */
function sourceMapOf(file, source) {
  return require('esbuild').transformSync(source, { ...options, sourcefile: file, sourcemap: 'external' })
    .map;
}

/** The same JavaScript with every letter beyond Latin-1 escaped. */
function toAscii(source) {
  return require('esbuild').transformSync(source, { loader: 'js', charset: 'ascii', target: 'esnext' }).code;
}

module.exports = { sourceMapOf, toAscii, transform };

'use strict';

/** The JavaScript of a TypeScript file, as CommonJS; the types are `tsc`'s business. */
function transform(file, source, options = {}) {
  const { transformSync } = require('esbuild');
  return transformSync(source, {
    loader: 'ts',
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    sourcefile: file,
    // A dynamic import becomes a require, so that it finds TypeScript files too.
    supported: { 'dynamic-import': false },
    ...options,
  });
}

/** The same JavaScript with every letter beyond Latin-1 escaped. */
function toAscii(source) {
  const { transformSync } = require('esbuild');
  return transformSync(source, { loader: 'js', charset: 'ascii', target: 'esnext' }).code;
}

module.exports = { toAscii, transform };

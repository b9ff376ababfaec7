'use strict';

/** What esbuild defines at the top of every module that it transforms; here it stands once around all of them. */
const HELPERS =
  "const __export = (to, all) => { for (const name in all) Object.defineProperty(to, name, { get: all[name], enumerable: true }); }, __toCommonJS = (exports) => Object.defineProperty(exports, '__esModule', { value: true });";

/** What stands around the code of a module; its first line is the code's first. */
const BEFORE_MODULE = '(function (exports, require, module, __filename, __dirname) { ';
const AFTER_MODULE = '\n})';

/** What stands around one module or a list of them. */
const BEFORE_ALL = `(() => { ${HELPERS} return `;
const AFTER_ALL = '; })()';

/** The code without esbuild's own definitions; lines keep their numbers. */
function withoutHelpers(code) {
  const [defined] = /^var __defProp = [\s\S]*?\nvar __toCommonJS = .*\n/.exec(code) ?? [''];
  const rest = code.slice(defined.length);
  // Modules that need further helpers keep them all.
  if (/\b__(?!export\b|toCommonJS\b|dirname\b|filename\b|esModule\b)[a-z]/.test(rest)) return code;
  return defined.replace(/.+/g, '') + rest;
}

module.exports = { AFTER_ALL, AFTER_MODULE, BEFORE_ALL, BEFORE_MODULE, withoutHelpers };

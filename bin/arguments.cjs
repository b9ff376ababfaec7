'use strict';
const { statSync } = require('node:fs');
const { parseArgs } = require('node:util');

/**
 * What a command was called with: its flags, and the program that it is to run. Ends the process where it was asked
 * for help, or called wrongly.
 */
function readArguments(usage, flags) {
  const options = Object.fromEntries(flags.map((name) => [name, { type: 'boolean' }]));
  options.help = { type: 'boolean', short: 'h' };
  const { values, positionals, tokens } = parseArgs({
    options,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  if (values.help) end(0, usage);
  const wrong = tokens.find(({ kind, name, value }) => kind === 'option' && (!options[name] || value));
  if (wrong) end(2, `Unknown option '${wrong.rawName}${wrong.value ? `=${wrong.value}` : ''}'\n\n${usage}`);
  const [main = 'main.ts', more] = positionals;
  if (more !== undefined) end(2, `${more}: one program is run at a time; name one alone\n\n${usage}`);
  const found = statSync(main, { throwIfNoEntry: false });
  if (found?.isFile()) return { values, main };
  const problem = found ? 'it is no file' : 'no such file';
  return end(1, `${main}: ${problem}; name the program that is to be run, such as src/main.ts\n`);
}

function end(code, text) {
  (code === 0 ? process.stdout : process.stderr).write(text);
  process.exit(code);
}

module.exports = { readArguments };

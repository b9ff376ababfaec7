'use strict';
const { existsSync } = require('node:fs');
const { parseArgs } = require('node:util');

/**
 * What a command was called with: its flags, and the program that it is to run. Ends the process where it was asked
 * for help, or called wrongly.
 */
function readArguments(usage, flags) {
  try {
    const options = Object.fromEntries(['help', ...flags].map((name) => [name, { type: 'boolean' }]));
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    const main = positionals[0] ?? 'main.ts';
    if (!values.help && existsSync(main)) return { values, main };
    if (values.help) process.stdout.write(usage);
    else
      process.stderr.write(
        `${main}: no such file; name the program that is to be run, such as src/main.ts\n`,
      );
    process.exit(values.help ? 0 : 1);
  } catch (error) {
    process.stderr.write(`${error.message}\n\n${usage}`);
    process.exit(2);
  }
}

module.exports = { readArguments };

#!/usr/bin/env node
'use strict';
const path = require('node:path');
const { readArguments } = require('./arguments.cjs');
const { own, Program } = require('./load.cjs');
const { checkTypes } = require('./types.cjs');

const usage = `Usage: cdk8s-istio watch [--no-types] [main.ts]

The same as synth, and again on every save: tells which objects changed.

  --no-types  run it whatever its types are
`;

const { values, main } = readArguments(usage, ['no-types']);
const program = new Program(main);

/** The program as it is now, where its types are right. */
async function bundle() {
  const checking = values['no-types'] ? '' : checkTypes(main);
  const bundled = await program.bundle({ incremental: true });
  const errors = await checking;
  if (errors !== '') throw new Error(errors);
  return bundled;
}

own('synth/watch').then(({ Watch }) =>
  new Watch({
    bundle,
    program: path.join(__dirname, 'synth.cjs'),
    args: [main],
    root: process.cwd(),
    print: (text) => process.stdout.write(text),
  }).start(),
);

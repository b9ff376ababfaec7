#!/usr/bin/env node
'use strict';
const path = require('node:path');
const { own, Program } = require('./load.cjs');
const { checkTypes } = require('./types.cjs');

const args = process.argv.slice(2);
const main = args.find((arg) => !arg.startsWith('-')) ?? 'main.ts';
const program = new Program(main);

/** The program as it is now, where its types are right. */
async function bundle() {
  const checking = args.includes('--no-types') ? '' : checkTypes(main);
  const bundled = await program.bundle({ incremental: true });
  const errors = await checking;
  if (errors !== '') throw new Error(errors);
  return bundled;
}

own('synth/watch').then(({ Watch }) =>
  new Watch({
    bundle,
    program: path.join(__dirname, 'synth.cjs'),
    args,
    root: process.cwd(),
    print: (text) => process.stdout.write(text),
  }).start(),
);

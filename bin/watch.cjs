#!/usr/bin/env node
'use strict';
const path = require('node:path');
const { own, Program } = require('./load.cjs');

const args = process.argv.slice(2);
const program = new Program(args.find((arg) => !arg.startsWith('-')) ?? 'main.ts');

own('synth/watch').then(({ Watch }) =>
  new Watch({
    bundle: () => program.bundle(true),
    program: path.join(__dirname, 'synth.cjs'),
    args,
    root: process.cwd(),
    print: (text) => process.stdout.write(text),
  }).start(),
);

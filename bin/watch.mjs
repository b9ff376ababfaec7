#!/usr/bin/env node
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const { Loader } = require('./load/loader.cjs');

const project = fileURLToPath(new URL('..', import.meta.url));
const { Watch } = new Loader(path.join(project, 'lib/synth/watch.ts')).run();

new Watch({
  program: fileURLToPath(new URL('synth.cjs', import.meta.url)),
  args: process.argv.slice(2),
  root: process.cwd(),
  print: (text) => process.stdout.write(text),
}).start();

#!/usr/bin/env node
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const { Program, run } = createRequire(import.meta.url)('./load.cjs');

const args = process.argv.slice(2);
const program = new Program(args.find((arg) => !arg.startsWith('-')) ?? 'main.ts');
const { Watch } = await run(fileURLToPath(new URL('../lib/synth/watch.ts', import.meta.url)));

new Watch({
  bundle: () => program.bundle(true),
  program: fileURLToPath(new URL('synth.cjs', import.meta.url)),
  args,
  root: process.cwd(),
  print: (text) => process.stdout.write(text),
}).start();

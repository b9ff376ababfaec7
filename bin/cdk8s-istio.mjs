#!/usr/bin/env node
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
// These run a program of the user's and load nothing of the command line.
const programs = { synth: './synth.cjs', watch: './watch.cjs' };
const command = process.argv[2];
if (Object.hasOwn(programs, command)) {
  process.argv.splice(2, 1);
  require(programs[command]);
} else {
  const { runProcess } = await require('./load.cjs').own('cli/index');
  await runProcess(process.argv.slice(2));
}

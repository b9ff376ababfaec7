#!/usr/bin/env node
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
// These run a program of the user's and load nothing of the command line.
const programs = { synth: './synth.cjs', watch: './watch.cjs' };
const commands = ['analyze', 'clean-up', 'precheck', 'trace', 'verify', 'who-can-call'];
const command = process.argv[2];
if (Object.hasOwn(programs, command)) {
  process.argv.splice(2, 1);
  require(programs[command]);
} else {
  // Each loads what it needs when it is run; in the repository nothing else is made ready.
  const others = commands.filter((name) => name !== command).map((name) => `./${name}-command`);
  const loading = require('./load.cjs').own('cli/index', others);
  // While esbuild works, what every command needs is loaded.
  await new Promise(setImmediate);
  for (const name of ['commander', 'js-yaml']) require(name);
  const { runProcess } = await loading;
  await runProcess(process.argv.slice(2));
}

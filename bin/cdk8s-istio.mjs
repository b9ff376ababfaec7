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
  const { runProcess } = await require('./load.cjs').own('cli/index', others);
  await runProcess(process.argv.slice(2));
}

#!/usr/bin/env node
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
// These run a program of the user's and load nothing of the command line.
const programs = { synth: './synth.cjs', watch: './watch.cjs' };
const commands = ['analyze', 'clean-up', 'init', 'precheck', 'trace', 'verify', 'who-can-call'];
const command = process.argv[2];
if (Object.hasOwn(programs, command)) {
  process.argv.splice(2, 1);
  require(programs[command]);
} else {
  const { own } = require('./load.cjs');
  // In the repository the command line and the command are bundled at once, and the shorter one runs first: it reads
  // the manifests while esbuild works on what judges them.
  const line = own('cli/index', ['./commands']);
  const part = commands.includes(command) && own(`cli/${command}-command`);
  if (part) part.catch(() => {});
  await new Promise(setImmediate);
  for (const name of ['commander', 'js-yaml']) require(name);
  const { runProcess } = await line;
  await runProcess(process.argv.slice(2), { [command]: () => part });
}

#!/usr/bin/env node
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const { run } = createRequire(import.meta.url)('./load.cjs');
const { processTerminal, runCommandLine } = await run(
  fileURLToPath(new URL('../lib/cli/index.ts', import.meta.url)),
);
// A reader that has seen enough (a pipe into head) is no error.
process.stdout.on('error', (error) => process.exit(error.code === 'EPIPE' ? 0 : 2));
// Ends a port-forward too.
process.once('SIGTERM', () => process.exit(143));
process.exitCode = await runCommandLine(process.argv.slice(2), {
  terminal: processTerminal(),
  env: process.env,
});

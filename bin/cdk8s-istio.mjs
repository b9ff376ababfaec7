#!/usr/bin/env node
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const { Loader } = createRequire(import.meta.url)('./load/loader.cjs');

const project = fileURLToPath(new URL('..', import.meta.url));
const cache =
  process.env.CDK8S_ISTIO_CACHE === 'off' ? undefined : path.join(project, 'node_modules/.cache/cdk8s-istio');
const loader = new Loader(path.join(project, 'lib/cli/index.ts'), cache);
const { processTerminal, runCommandLine } = loader.run();
process.on('exit', () => loader.save());
// A reader that has seen enough (a pipe into head) is no error.
process.stdout.on('error', (error) => process.exit(error.code === 'EPIPE' ? 0 : 2));
// Ends a port-forward too.
process.once('SIGTERM', () => process.exit(143));
process.exitCode = await runCommandLine(process.argv.slice(2), {
  terminal: processTerminal(),
  env: process.env,
});

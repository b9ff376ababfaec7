#!/usr/bin/env node
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const { run } = createRequire(import.meta.url)('./load.cjs');
const { runProcess } = await run(fileURLToPath(new URL('../lib/cli/index.ts', import.meta.url)));
await runProcess(process.argv.slice(2));

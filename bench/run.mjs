#!/usr/bin/env node
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const load = createRequire(import.meta.url)('../bin/load.cjs');
const { run } = await load.run(fileURLToPath(new URL('benches.ts', import.meta.url)));

process.exitCode = await run(process.argv.slice(2));

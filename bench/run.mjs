#!/usr/bin/env node
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const { execute, Program } = createRequire(import.meta.url)('../bin/load.cjs');
const benches = new Program(fileURLToPath(new URL('benches.ts', import.meta.url)));
const { run } = await benches.bundle().then(execute);

process.exitCode = await run(process.argv.slice(2));

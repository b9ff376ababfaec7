#!/usr/bin/env node
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const { Loader } = createRequire(import.meta.url)('../bin/load/loader.cjs');
const { run } = new Loader(fileURLToPath(new URL('benches.ts', import.meta.url))).run();

process.exitCode = await run(process.argv.slice(2));

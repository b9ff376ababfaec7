// Compiles what others install into build/, from nothing, so that no file of a former build is left in it.
import { rmSync } from 'node:fs';

rmSync(new URL('../build', import.meta.url), { recursive: true, force: true });
process.argv.push('--project', 'tsconfig.build.json');
await import('./types.mjs');

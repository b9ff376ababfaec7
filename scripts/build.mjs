// Compiles what others install into build/, from nothing, so that no file of a former build is left in it.
import { cpSync, rmSync } from 'node:fs';

const build = new URL('../build/', import.meta.url);
rmSync(build, { recursive: true, force: true });
cpSync(new URL('../schemas/', import.meta.url), new URL('schemas/', build), {
  recursive: true,
  filter: (file) => !file.endsWith('.ts'),
});
process.argv.push('--project', 'tsconfig.build.json');
await import('./types.mjs');

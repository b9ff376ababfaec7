// Compiles what others install into build/, from nothing, so that no file of a former build is left in it.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const build = join(root, 'build');
rmSync(build, { recursive: true, force: true });
cpSync(join(root, 'schemas'), join(build, 'schemas'), {
  recursive: true,
  filter: (file) => !file.endsWith('.ts'),
});
const compiler = ['scripts/types.mjs', '--project', 'tsconfig.build.json'];
const { status } = spawnSync(process.execPath, compiler, { cwd: root, stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);

// Declarations that no entry of the package leads to are of use to nobody.
const declared = readdirSync(build, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.d.ts'))
  .map((entry) => join(entry.parentPath, entry.name));
const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const entries = Object.values(exports).flatMap(({ types }) => {
  if (types === undefined) return [];
  const [before, after] = join(root, types).split('*');
  return declared.filter((file) =>
    after === undefined ? file === before : file.startsWith(before) && file.endsWith(after),
  );
});
const reached = new Set(entries);
for (const file of reached) {
  for (const [, path] of readFileSync(file, 'utf8').matchAll(/(?:\bfrom|\bimport\()\s*['"](\.[^'"]+)['"]/g)) {
    const target = join(dirname(file), path);
    const found = [`${target}.d.ts`, join(target, 'index.d.ts')].find(existsSync);
    if (found === undefined) throw new Error(`${file} leads to ${path}, and no declarations are there`);
    reached.add(found);
  }
}
for (const file of declared) if (!reached.has(file)) rmSync(file);

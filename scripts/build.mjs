// Makes what others install in build/, from nothing, so that no file of a former build is left in it: declarations by
// TypeScript, and CommonJS in few files, each module in one of them.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { chunksOf } from './chunks.mjs';

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

// What bin/ loads is an entry too: by its name, and the commands by that of the command.
const loaded = readdirSync(join(root, 'bin')).flatMap((file) =>
  [...readFileSync(join(root, 'bin', file), 'utf8').matchAll(/\bown\('([\w/-]+)'/g)].map(([, name]) => name),
);
const commands = readdirSync(join(root, 'lib/cli')).filter((file) => file.endsWith('-command.ts'));
const sources = [
  ...entries.map((file) => file.slice(build.length + 1, -'.d.ts'.length).replaceAll(sep, '/')),
  ...loaded.map((name) => `lib/${name}`),
  ...commands.map((file) => `lib/cli/${file.slice(0, -'.ts'.length)}`),
];
const input = Object.fromEntries(sources.map((name) => [name, join(root, `${name}.ts`)]));
const { plugin, group } = chunksOf(root, input);
const bundle = await rolldown({
  cwd: root,
  input,
  platform: 'node',
  plugins: [plugin],
  preserveEntrySignatures: 'allow-extension',
  transform: { target: 'node20' },
  onLog(level, log, handle) {
    // A module that some load at once and others when they need it is in a chunk that the others then load.
    if (log.code !== 'INEFFECTIVE_DYNAMIC_IMPORT') handle(level, log);
  },
});
await bundle.write({
  dir: build,
  format: 'cjs',
  exports: 'named',
  esModule: true,
  strict: true,
  keepNames: true,
  generatedCode: { symbols: false },
  comments: false,
  sourcemap: true,
  sourcemapExcludeSources: true,
  entryFileNames: '[name].js',
  chunkFileNames: 'lib/shared/[name].js',
  codeSplitting: {
    groups: [{ name: group, debugName: 'shared', includeDependenciesRecursively: false }],
  },
});

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { validateObject } from '../../lib/validation/validate-object';
import { examplesOfCode, examplesOfPages } from './extract';
import { program } from './program';

const root = join(__dirname, '../..');
const folder = join(root, 'node_modules/.cache/cdk8s-istio-examples');
const examples = [...examplesOfCode(), ...examplesOfPages('../README.md', 'istio.md', 'gateway-api.md')];

beforeAll(() => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'examples.ts'), program(examples));
  // Below node_modules the compiler would go by the package's own, which says CommonJS.
  writeFileSync(join(folder, 'package.json'), '{}');
  const compilerOptions = { noUnusedLocals: false, noUnusedParameters: false };
  const project = { extends: join(root, 'tsconfig.json'), include: ['examples.ts'], compilerOptions };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(project));
});

it('finds the examples', () => {
  expect(examples.length).toBeGreaterThan(10);
});

it('shows only what compiles', () => {
  const { stdout } = spawnSync('npx', ['tsc', '--project', folder], { cwd: root, encoding: 'utf8' });
  const ofExamples = stdout.split('\n').filter((line) => line.includes('cdk8s-istio-examples'));
  expect(ofExamples).toEqual([]);
}, 60_000);

it('shows only what can be written as manifests, and what an API server and istiod take', () => {
  const outfile = join(folder, 'examples.js');
  buildSync({
    entryPoints: [join(folder, 'examples.ts')],
    bundle: true,
    packages: 'external',
    platform: 'node',
    outfile,
  });
  const results = JSON.parse(execFileSync(process.execPath, [outfile], { cwd: root, encoding: 'utf8' })) as {
    readonly at: string;
    readonly error?: string;
    readonly objects: readonly object[];
  }[];
  expect(results.filter(({ error }) => error !== undefined)).toEqual([]);
  const refused = results.flatMap(({ at, objects }) =>
    objects.flatMap((object) => validateObject(object).map(({ message, field }) => ({ at, field, message }))),
  );
  // One example patches in what no release has yet.
  expect(refused.filter(({ field }) => !field?.endsWith('.newField'))).toEqual([]);
  const constructs = examples.filter(({ code }) => /\bnew \w+\(this/.test(code)).map(({ at }) => at);
  expect(constructs.length).toBeGreaterThan(5);
  const written = results.filter(({ objects }) => objects.length > 0).map(({ at }) => at);
  expect(constructs.filter((at) => !written.includes(at))).toEqual([]);
}, 60_000);

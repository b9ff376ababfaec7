import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fill, folderWith } from './folders';

const root = join(__dirname, '../..');
const installed = ['typescript', '@typescript', '@types'];

/** A program that says when it runs, in a project with TypeScript of its own. */
function newProject(files: Record<string, string>, packages: readonly string[] = installed): string {
  const project = folderWith({
    'main.ts': `import { channel } from 'node:diagnostics_channel';
import { greeting } from './lib/greeting';
channel('cdk8s-istio:synthesis').publish({ outdir: 'dist', files: [], report: greeting });
`,
    'lib/greeting.ts': "export const greeting: string = 'ran';\n",
    'tsconfig.json': JSON.stringify({
      compilerOptions: { strict: true, module: 'preserve', target: 'es2022', types: ['node'], noEmit: true },
    }),
    ...files,
  });
  mkdirSync(join(project, 'node_modules'), { recursive: true });
  for (const name of packages)
    symlinkSync(join(root, 'node_modules', name), join(project, 'node_modules', name));
  return project;
}

function synth(project: string, ...args: string[]): { code: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'bin/synth.cjs'), ...args], {
    cwd: project,
    encoding: 'utf8',
  });
  return { code: status, said: stdout + stderr };
}

const wrong = 'export const greeting: string = 1;\n';

describe('a type error', () => {
  test('in a file that main.ts reaches stops the run, in one line, and is seen to be mended', () => {
    const project = newProject({ 'lib/greeting.ts': wrong });
    expect(synth(project)).toEqual({
      code: 1,
      said: "lib/greeting.ts(1,14): error TS2322: Type 'number' is not assignable to type 'string'.\n",
    });
    fill(project, { 'lib/greeting.ts': "export const greeting: string = 'mended';\n" });
    expect(synth(project)).toEqual({ code: 0, said: 'mended' });
    fill(project, { 'lib/greeting.ts': wrong });
    expect(synth(project).code).toBe(1);
  });

  test('in a file that main.ts reaches for its types alone stops the run', () => {
    const project = newProject({
      'lib/greeting.ts': "import type { Text } from './text';\nexport const greeting: Text = 'ran';\n",
      'lib/text.ts': 'export type Text = string;\nexport const text: Text = 1;\n',
    });
    expect(synth(project).said).toMatch(/^lib\/text\.ts\(2,14\): error TS2322/);
  });

  test('elsewhere in the project, or in an installed package, does not', () => {
    const project = newProject({
      'lib/other.ts': 'export const other: string = 1;\n',
      'lib/greeting.ts': "import { greeting as text } from 'dep';\nexport const greeting: string = text;\n",
      'node_modules/dep/index.js': "exports.greeting = 'of dep';\n",
      'node_modules/dep/index.d.ts': 'export declare const greeting: string;\nexport type Lost = Nowhere;\n',
    });
    expect(synth(project)).toEqual({ code: 0, said: 'of dep' });
  });

  test('stops a program in JavaScript that reaches the file, which itself has none', () => {
    const main = "require('node:diagnostics_channel').channel('cdk8s-istio:synthesis')";
    const publish = `${main}.publish({ outdir: 'dist', files: [], report: require('./lib/greeting').greeting });\n`;
    const project = newProject({ 'main.js': publish });
    expect(synth(project, 'main.js')).toEqual({ code: 0, said: 'ran' });
    fill(project, { 'lib/greeting.ts': wrong });
    expect(synth(project, 'main.js').said).toMatch(/^lib\/greeting\.ts\(1,14\): error TS2322: /);
  });

  test('is left out by --no-types', () => {
    expect(
      synth(newProject({ 'lib/greeting.ts': "export const greeting: number = 'ran';\n" }), '--no-types'),
    ).toEqual({
      code: 0,
      said: 'ran',
    });
  });
});

test.each([
  ['settings', { 'lib/greeting.ts': wrong.replace('1', "'ran' as any as number") }, installed],
  ['TypeScript', { 'lib/greeting.ts': "export const greeting: number = 'ran';\n" }, []],
] as const)('a project without %s of its own is run as it is', (what, files, packages) => {
  const project = newProject(files, packages);
  if (what === 'settings') spawnSync('rm', [join(project, 'tsconfig.json')]);
  expect(synth(project)).toEqual({ code: 0, said: 'ran' });
});

test('what is declared for all files is known', () => {
  const project = newProject({
    'lib/greeting.ts': 'export const greeting: Greeting = "ran";\n',
    'types/greeting.d.ts': 'type Greeting = string;\n',
  });
  expect(synth(project)).toEqual({ code: 0, said: 'ran' });
});

test('where the cache is open to others, types are checked without it', () => {
  const project = newProject({});
  mkdirSync(join(project, 'node_modules/.cache'));
  chmodSync(join(project, 'node_modules/.cache'), 0o777);
  expect(synth(project)).toEqual({ code: 0, said: 'ran' });
  fill(project, { 'lib/greeting.ts': wrong });
  expect(synth(project).said).toMatch(/^lib\/greeting\.ts\(1,14\): error TS2322/);
  expect(readdirSync(join(project, 'node_modules/.cache'))).toEqual([]);
});

test('another run that reads the settings of the check never finds half of them', () => {
  const project = newProject({});
  const settings = join(project, 'node_modules/.cache/cdk8s-istio/types/main.ts');
  synth(project);
  const before = statSync(join(settings, 'tsconfig.json')).ino;
  synth(project);
  // They were put in place of the others, and not written over them.
  expect(statSync(join(settings, 'tsconfig.json')).ino).not.toBe(before);
  expect(readdirSync(settings).sort()).toEqual(['tsconfig.json', 'types.tsbuildinfo']);
});

import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fill, folderWith } from './folders';

const loaderFile = join(__dirname, '../../bin/load/loader.cjs');
const stackFile = join(__dirname, '../../bin/load/stack.cjs');

/** A program of TypeScript files and an installed package, which prints what it is made of. */
function newProject(): string {
  const project = join(folderWith(), 'project');
  fill(project, {
    'main.ts':
      "import { deep } from './lib';\nimport { dep } from 'dep';\nconsole.log(deep() + ' ' + dep);\n",
    'lib/index.ts': "export { deep } from './deep/deep';\n",
    'lib/deep/deep.ts':
      "import { value } from './value';\nexport const deep = (): string => 'deep ' + value;\n",
    'lib/deep/value.ts': "export const value: string = 'one';\n",
    'node_modules/dep/package.json': '{ "name": "dep", "main": "./index.js" }',
    'node_modules/dep/index.js': "exports.dep = require('./inner');\n",
    'node_modules/dep/inner.js': "module.exports = 'dep one';\n",
  });
  return project;
}

interface Run {
  /** What the program printed. */
  readonly output: string;
  /** The files that were not taken from the pack. */
  readonly loose: string[];
}

/** Runs a project in a process of its own, as bin/synth.cjs does. */
function run(
  project: string,
  {
    cache = join(project, '../cache'),
    env = {},
    main = 'main.ts',
  }: { cache?: string | undefined; env?: object; main?: string } = {},
): Run {
  const program = `
    const { Loader } = require(${JSON.stringify(loaderFile)});
    const loader = new Loader(${JSON.stringify(join(project, main))}, ${JSON.stringify(cache)});
    try {
      loader.run();
    } catch (error) {
      console.log(require(${JSON.stringify(stackFile)}).readableStack(error, loader));
    }
    loader.save();
    console.error(JSON.stringify([...loader.loose.keys()]));
  `;
  const { stdout, stderr } = spawnSync(process.execPath, ['--eval', program], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  const loose = JSON.parse(stderr.trim().split('\n').at(-1) ?? '') as string[];
  return { output: stdout.trim(), loose: loose.map((file) => file.slice(project.length + 1)) };
}

/** A project that has been run until nothing is left to do but read the pack. */
function warmProject(): string {
  const project = newProject();
  run(project);
  run(project);
  return project;
}

test('a new pack takes the place of older ones, of forgotten and unfinished ones, and of nothing else', () => {
  const project = warmProject();
  const cache = join(project, '../cache');
  const packOf = (ending: string) => readdirSync(cache).find((name) => name.endsWith(ending)) ?? '';
  const unfinished = `${packOf('.js')}.99`;
  for (const name of [unfinished, '0123456789ab.gen.js', 'notes.txt', 'photos.2011.js']) {
    writeFileSync(join(cache, name), '');
    utimesSync(join(cache, name), 1, 1);
  }
  writeFileSync(join(cache, 'ba9876543210.gen.js'), '');
  const older = packOf('.bin');
  fill(project, { 'lib/deep/value.ts': "export const value: string = 'two';\n" });
  utimesSync(join(project, 'lib/deep/value.ts'), 1, 1);
  run(project);
  const program = older.split('.')[0] as string;
  const left = readdirSync(cache).filter((name) => !name.startsWith(program));
  expect(left.sort()).toEqual(['ba9876543210.gen.js', 'notes.txt', 'photos.2011.js']);
  const packed = readdirSync(cache).filter((name) => name.startsWith(program));
  expect(packed.map((name) => name.split('.').at(-1)).sort()).toEqual(['js', 'json']);
  expect(packed).not.toContain(older.replace(/bin$/, 'js'));
});

test('a second run takes everything from the pack, and says the same', () => {
  const project = newProject();
  expect(run(project)).toEqual({
    output: 'deep one dep one',
    loose: [
      'main.ts',
      'lib/index.ts',
      'lib/deep/deep.ts',
      'lib/deep/value.ts',
      'node_modules/dep/index.js',
      'node_modules/dep/inner.js',
    ],
  });
  expect(run(project)).toEqual({ output: 'deep one dep one', loose: [] });
  expect(
    readdirSync(join(project, '../cache'))
      .map((file) => file.split('.').at(-1))
      .sort(),
  ).toEqual(['bin', 'js', 'json']);
  expect(run(project)).toEqual({ output: 'deep one dep one', loose: [] });
});

describe('a run never sees old code', () => {
  test('after an edit deep in the project', () => {
    const project = warmProject();
    fill(project, { 'lib/deep/value.ts': "export const value = 'two';\n" });
    expect(run(project)).toEqual({ output: 'deep two dep one', loose: ['lib/deep/value.ts'] });
    fill(project, { 'lib/deep/value.ts': "export const value = 'three';\n" });
    expect(run(project).output).toBe('deep three dep one');
  });

  test('after an edit in an installed package', () => {
    const project = warmProject();
    fill(project, { 'node_modules/dep/inner.js': "module.exports = 'dep two';\n" });
    expect(run(project)).toEqual({ output: 'deep one dep two', loose: ['node_modules/dep/inner.js'] });
  });

  test('after an edit of the same length that puts the time back', () => {
    const project = warmProject();
    const file = join(project, 'lib/deep/value.ts');
    const { atimeMs, mtimeMs } = statSync(file);
    writeFileSync(file, "export const value: string = 'TWO';\n");
    utimesSync(file, atimeMs / 1000, mtimeMs / 1000);
    expect(run(project).output).toBe('deep TWO dep one');
  });

  test('after many edits of the same length in quick succession', () => {
    const project = warmProject();
    for (let edit = 0; edit < 6; edit++) {
      const value = String(100 + edit);
      writeFileSync(join(project, 'lib/deep/value.ts'), `export const value: string = '${value}';\n`);
      expect(run(project).output).toBe(`deep ${value} dep one`);
    }
  });

  test('after a file comes to be that is found earlier', () => {
    const project = newProject();
    renameSync(join(project, 'lib/deep/value.ts'), join(project, 'lib/deep/moved.ts'));
    fill(project, { 'lib/deep/value/index.ts': "export const value = 'folder';\n" });
    run(project);
    expect(run(project).output).toBe('deep folder dep one');
    fill(project, { 'lib/deep/value.ts': "export const value = 'file';\n" });
    expect(run(project).output).toBe('deep file dep one');
    rmSync(join(project, 'lib/deep/value.ts'));
    expect(run(project).output).toBe('deep folder dep one');
  });

  test('after a package comes to be that is found earlier', () => {
    const project = warmProject();
    fill(project, {
      'lib/node_modules/dep/index.js': '',
      'node_modules/dep/node_modules/inner/index.js': '',
    });
    expect(run(project).output).toBe('deep one dep one');
    fill(project, {
      'node_modules/dep/index.js': "exports.dep = require('other');\n",
      'node_modules/other/index.js': "module.exports = 'outer';\n",
    });
    run(project);
    expect(run(project).output).toBe('deep one outer');
    fill(project, { 'node_modules/dep/node_modules/other/index.js': "module.exports = 'nested';\n" });
    expect(run(project).output).toBe('deep one nested');
  });

  test('after package.json points to another file', () => {
    const project = warmProject();
    fill(project, { 'node_modules/dep/other.js': "exports.dep = 'other';\n" });
    expect(run(project).output).toBe('deep one dep one');
    fill(project, { 'node_modules/dep/package.json': '{ "name": "dep", "main": "./other.js" }' });
    expect(run(project).output).toBe('deep one other');
  });

  test('after a link to a package leads elsewhere, and after an edit behind it', () => {
    const project = newProject();
    const linked = folderWith();
    cpSync(join(project, 'node_modules/dep'), join(linked, 'a'), { recursive: true });
    fill(linked, { 'b/package.json': '{}', 'b/index.js': "exports.dep = 'b';\n" });
    rmSync(join(project, 'node_modules/dep'), { recursive: true });
    symlinkSync(join(linked, 'a'), join(project, 'node_modules/dep'));
    run(project);
    expect(run(project).output).toBe('deep one dep one');
    fill(linked, { 'a/inner.js': "module.exports = 'edited';\n" });
    expect(run(project).output).toBe('deep one edited');
    rmSync(join(project, 'node_modules/dep'));
    symlinkSync(join(linked, 'b'), join(project, 'node_modules/dep'));
    expect(run(project).output).toBe('deep one b');
  });

  test('after a package was installed anew with other content', () => {
    const project = warmProject();
    rmSync(join(project, 'node_modules'), { recursive: true });
    fill(project, { 'node_modules/dep/index.js': "exports.dep = 'new';\n" });
    expect(run(project).output).toBe('deep one new');
  });

  test('after a new import, and keeps that for later', () => {
    const project = warmProject();
    fill(project, {
      'lib/deep/value.ts': "import { more } from './more';\nexport const value = more;\n",
      'lib/deep/more.ts': "export const more = 'more';\n",
    });
    expect(run(project).output).toBe('deep more dep one');
    run(project);
    expect(run(project)).toEqual({ output: 'deep more dep one', loose: [] });
  });

  test('nor old settings: only code is kept', () => {
    const project = newProject();
    fill(project, { 'lib/deep/value.ts': "export const value = process.env.SETTING ?? 'unset';\n" });
    expect(run(project, { env: { SETTING: 'a' } }).output).toBe('deep a dep one');
    expect(run(project, { env: { SETTING: 'b' } }).output).toBe('deep b dep one');
    expect(run(project).output).toBe('deep unset dep one');
  });
});

describe('without a usable cache a run is slower and the same', () => {
  test.each<[string, (project: string) => string | undefined]>([
    ['no cache', () => undefined],
    ['a cache that cannot be made', (project) => join(project, 'main.ts', 'cache')],
  ])('%s', (_, cacheOf) => {
    const project = newProject();
    for (let time = 0; time < 2; time++)
      expect(run(project, { cache: cacheOf(project) }).output).toBe('deep one dep one');
  });

  test.each([
    ['json', 100],
    ['js', 300],
    ['bin', 200],
  ])('a .%s cut to %d bytes', (ending, size) => {
    const project = warmProject();
    const cache = join(project, '../cache');
    const file = readdirSync(cache).find((name) => name.endsWith(`.${ending}`)) as string;
    truncateSync(join(cache, file), size);
    expect(run(project).output).toBe('deep one dep one');
    run(project);
    expect(run(project)).toEqual({ output: 'deep one dep one', loose: [] });
  });

  test('a pack of another program, and one of another version of Node.js', () => {
    const project = warmProject();
    fill(project, { 'other.ts': "import { deep } from './lib';\nconsole.log(deep());\n" });
    expect(run(project, { main: 'other.ts' }).output).toBe('deep one');
    expect(run(project, { env: { NODE_PATH: join(project, 'x') } }).output).toBe('deep one dep one');
  });
});

describe('a barrel of a package that says that its modules have no side effects', () => {
  const star = (...files: string[]) =>
    [
      '"use strict";',
      'Object.defineProperty(exports, "__esModule", { value: true });',
      'const tslib_1 = require("tslib");',
      ...files.map((file) => `tslib_1.__exportStar(require("./${file}"), exports);`),
      '//# sourceMappingURL=index.js.map',
    ].join('\n');
  const loud = (name: string) =>
    `console.log('${name} is loaded'); exports.${name} = '${name}'; exports.both = 'both of ${name}';\n`;

  /** A program that uses one of the three modules that a package hands on, run until the pack is compiled. */
  function withKit(packageJson: object = { sideEffects: false }): string {
    const project = newProject();
    fill(project, {
      'main.ts':
        "import * as kit from 'kit';\nconsole.log(kit.b, kit.both, 'd' in kit, Object.keys(kit).sort().join());\n",
      'node_modules/kit/package.json': JSON.stringify({ main: 'index.js', ...packageJson }),
      'node_modules/kit/index.js': star('a', 'inner'),
      'node_modules/kit/a.js': loud('a'),
      'node_modules/kit/inner/index.js': star('b', 'c'),
      'node_modules/kit/inner/b.js': loud('b'),
      'node_modules/kit/inner/c.js': loud('c'),
      'node_modules/tslib/index.js':
        'exports.__exportStar = (m, to) => { for (const name in m) if (!(name in to)) to[name] = m[name]; };\n',
    });
    for (let time = 0; time < 3; time++) run(project);
    return project;
  }

  test('loads what is asked for, and no more', () => {
    const project = withKit();
    const { output, loose } = run(project);
    expect(output.split('\n').sort()).toEqual(['a is loaded', 'b both of a false a,b,both,c', 'b is loaded']);
    expect(loose).toEqual([]);
    rmSync(join(project, '../cache'), { recursive: true });
    expect(run(project).output).toBe('a is loaded\nb is loaded\nc is loaded\nb both of a false a,b,both,c');
  });

  test('is loaded as a whole where the package does not say so', () => {
    expect(run(withKit({ sideEffects: true })).output).toContain('c is loaded');
    expect(run(withKit({})).output).toContain('c is loaded');
  });

  test('is loaded as a whole from when the package does not say so any more', () => {
    const project = withKit();
    fill(project, { 'node_modules/kit/package.json': '{ "main": "index.js" }' });
    for (let time = 0; time < 4; time++) expect(run(project).output).toContain('c is loaded');
  });

  test('hands on what a module that nobody had asked for exports now', () => {
    const project = withKit();
    fill(project, { 'node_modules/kit/inner/c.js': "exports.c = 'new c'; exports.d = 'd';\n" });
    for (let time = 0; time < 4; time++)
      expect(run(project).output).toContain('b both of a true a,b,both,c,d');
    fill(project, { 'main.ts': "import { c, d } from 'kit';\nconsole.log(c, d);\n" });
    for (let time = 0; time < 4; time++) expect(run(project).output).toContain('new c d');
  });

  test('hands on the first of two, also when the first comes later', () => {
    const project = withKit();
    fill(project, { 'node_modules/kit/a.js': "exports.a = exports.b = 'b of a';\n" });
    for (let time = 0; time < 4; time++) expect(run(project).output).toContain('b of a both of b false');
  });
});

test('modules have what Node.js gives them, from their file and from the pack', () => {
  const project = newProject();
  mkdirSync(join(project, 'data'));
  fill(project, {
    'main.ts': `import { strict as assert } from 'node:assert';
import path from 'path';
import data from './data/data.json';
import * as circle from './lib/circle';
import { Thing } from './lib/thing';
enum Colour { Red = 'red' }
assert.equal(__dirname, path.dirname(__filename));
assert.equal(require.main, module);
assert.equal(require.resolve('dep'), path.join(__dirname, 'node_modules/dep/index.js'));
assert.equal(new Thing('x').name, 'x');
import('./lib/circle').then((later) => console.log(data.a, circle.name(), later.name(), Colour.Red));
`,
    'data/data.json': '{ "a": 1 }',
    'lib/circle.ts': "import { other } from './other';\nexport const name = () => other() + 'circle';\n",
    'lib/other.ts':
      "import * as circle from './circle';\nexport const other = () => (typeof circle.name === 'function' ? 'other of ' : 'no ');\n",
    'lib/thing.ts': 'export class Thing { constructor(readonly name: string) {} }\n',
  });
  for (let time = 0; time < 3; time++)
    expect(run(project).output).toBe('1 other of circle other of circle red');
});

test('the stack of an error names the lines that were written, from their file and from the pack', () => {
  const project = newProject();
  const deep = join(project, 'lib/deep/deep.ts');
  fill(project, {
    'lib/deep/deep.ts':
      "interface Unused {\n  readonly a: number;\n}\n\nexport function deep(): never {\n  throw new Error('broken');\n}\n",
  });
  for (let time = 0; time < 3; time++) {
    const lines = run(project)
      .output.split('\n')
      .map((line) => line.trim());
    expect(lines[0]).toBe('Error: broken');
    expect(lines[1]).toMatch(/^at .*deep /);
    expect(lines[1]).toContain(`(${deep}:6:9)`);
    expect(lines[2]).toContain(`${join(project, 'main.ts')}:3:`);
  }
});

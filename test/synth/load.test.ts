import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fill, folderWith } from './folders';

const loadFile = join(__dirname, '../../bin/load.cjs');

/** A program of TypeScript files and an installed package, which prints what it is made of. */
function newProject(files: Record<string, string> = {}): string {
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
    ...files,
  });
  return project;
}

/** Runs a program in a process of its own, and gives what it prints. */
function run(main: string, env: object = {}): string {
  const program = `const { execute, Program } = require(${JSON.stringify(loadFile)});
    const bundling = new Program(${JSON.stringify(main)}).bundle();
    bundling.then(execute).catch((error) => console.log(error.stack));`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--eval', program], {
    encoding: 'utf8',
    cwd: folderWith(),
    env: { ...process.env, ...env },
  });
  return `${stdout}${stderr}`.trim();
}

const runMain = (project: string): string => run(join(project, 'main.ts'));

describe('a run never sees old code', () => {
  test('after an edit deep in the project, also of the same length with the time put back', () => {
    const project = newProject();
    expect(runMain(project)).toBe('deep one dep one');
    const file = join(project, 'lib/deep/value.ts');
    const { atimeMs, mtimeMs } = statSync(file);
    writeFileSync(file, "export const value: string = 'TWO';\n");
    utimesSync(file, atimeMs / 1000, mtimeMs / 1000);
    expect(runMain(project)).toBe('deep TWO dep one');
  });

  test('after an edit in an installed package', () => {
    const project = newProject();
    runMain(project);
    fill(project, { 'node_modules/dep/inner.js': "module.exports = 'dep two';\n" });
    expect(runMain(project)).toBe('deep one dep two');
  });

  test('after a file comes to be that is found earlier', () => {
    const project = newProject({ 'lib/deep/value/index.ts': "export const value = 'folder';\n" });
    rmSync(join(project, 'lib/deep/value.ts'));
    expect(runMain(project)).toBe('deep folder dep one');
    fill(project, { 'lib/deep/value.ts': "export const value = 'file';\n" });
    expect(runMain(project)).toBe('deep file dep one');
  });
});

test('nothing is written but what Node.js itself keeps of packages, in node_modules/.cache', () => {
  const project = newProject();
  runMain(project);
  expect(readdirSync(project).sort()).toEqual(['lib', 'main.ts', 'node_modules']);
  const keeps = 'enableCompileCache' in require('node:module');
  expect(readdirSync(join(project, 'node_modules')).sort()).toEqual(keeps ? ['.cache', 'dep'] : ['dep']);
});

test.each([
  ['read-only', 0o555],
  ['open to others', 0o777],
])('a cache folder that is %s is left alone', (_, mode) => {
  const project = newProject();
  const cache = join(project, 'node_modules/.cache');
  mkdirSync(cache);
  chmodSync(cache, mode);
  for (let time = 0; time < 2; time++) expect(runMain(project)).toBe('deep one dep one');
  if (mode === 0o777 || process.getuid?.() !== 0) expect(readdirSync(cache)).toEqual([]);
});

test('an imported JSON file is data', () => {
  const project = newProject({
    'main.ts': `import data from './data.json';
import list from './list.json';
console.log(JSON.stringify(data), Object.getPrototypeOf(data) === Object.prototype, list.length);
`,
    'data.json': '{ "__proto__": { "polluted": true }, "constructor": 1, "\u2028": "\u2029" }',
    'list.json': '[1, 2]',
  });
  expect(runMain(project)).toBe('{"__proto__":{"polluted":true},"constructor":1,"\u2028":"\u2029"} true 2');
  fill(project, { 'data.json': "(require('fs').writeFileSync('x', ''), {})" });
  expect(runMain(project)).toMatch(/data\.json:1:0: ERROR: Unexpected "\(" in JSON/);
});

describe('a module has what Node.js gives it', () => {
  test('its place, its name, and itself as the main one', () => {
    const project = newProject({
      'main.ts': `import { strict as assert } from 'node:assert';
import path from 'path';
import * as circle from './lib/circle';
import { place } from './lib/place';
import { Thing, Thing as Same } from './lib/thing';
enum Colour { Red = 'red' }
class Other { static Thing = class Thing {} }
assert.equal(__dirname, path.dirname(__filename));
assert.equal(require.main, module);
assert.equal(require.resolve('dep'), path.join(__dirname, 'node_modules/dep/index.js'));
assert.deepEqual(place.map((each) => path.relative(__dirname, each)), ['lib', 'lib/place.ts', 'lib', 'lib/place.ts', 'lib/thing.ts']);
assert.equal(new URL('./data.txt', import.meta.url).pathname, path.join(__dirname, 'data.txt'));
assert.equal(new Thing('x').constructor.name + Same.name + Other.Thing.name, 'ThingThingThing');
import('./lib/circle').then((later) => console.log(circle.name(), later.name(), Colour.Red));
`,
      'lib/circle.ts': "import { other } from './other';\nexport const name = () => other() + 'circle';\n",
      'lib/other.ts':
        "import * as circle from './circle';\nexport const other = () => (typeof circle.name === 'function' ? 'other of ' : 'no ');\n",
      'lib/thing.ts': 'export class Thing { constructor(readonly name: string) {} }\n',
      'lib/place.ts':
        "export const place = [__dirname, __filename, import.meta.dirname, import.meta.filename, require.resolve('./thing.ts')];\n",
    });
    expect(runMain(project)).toBe('other of circle other of circle red');
  });

  test('packages that are ES modules, imported when they are needed', () => {
    const project = newProject({
      'main.ts': "import('esm').then(({ name }) => console.log(name));\n",
      'node_modules/esm/package.json': '{ "type": "module", "exports": "./index.js" }',
      'node_modules/esm/index.js': "export const name = 'an ES module';\n",
    });
    expect(runMain(project)).toBe('an ES module');
  });

  test('packages that a file elsewhere has and the main file has not', () => {
    const elsewhere = newProject({ 'lib/index.ts': "export { dep } from 'dep';\n" });
    const project = folderWith({
      'main.ts': `import { dep } from ${JSON.stringify(join(elsewhere, 'lib'))};
import * as same from ${JSON.stringify(join(elsewhere, 'node_modules/dep'))};
console.log(dep, same.dep === dep);
`,
    });
    expect(runMain(project)).toBe('dep one true');
  });
});

test('a linked main file is that which the link leads to', () => {
  const project = newProject();
  const link = join(folderWith(), 'main.ts');
  symlinkSync(join(project, 'main.ts'), link);
  expect(run(link)).toBe('deep one dep one');
  const copy = folderWith();
  cpSync(project, copy, { recursive: true });
  mkdirSync(join(copy, 'app'));
  symlinkSync('../main.ts', join(copy, 'app/main.ts'));
  expect(run(join(copy, 'app/main.ts'))).toBe('deep one dep one');
});

test('the stack of an error names the lines that were written, also where the program itself looks at it', () => {
  const project = newProject({
    'main.ts': `import { deep } from './lib/deep/deep';
try { deep(); } catch (error) { console.log((error as Error).stack); }
deep();
`,
    'lib/deep/deep.ts':
      "interface Unused {\n  readonly a: number;\n}\n\nexport function deep(): never {\n  throw new Error('broken');\n}\n",
  });
  const stack = (line: string): string =>
    [
      'Error: broken',
      `    at deep (${project}/lib/deep/deep.ts:6:9)`,
      `    at Object.<anonymous> (${project}/main.ts:${line})`,
    ].join('\n');
  expect(runMain(project)).toBe(`${stack('2:7')}\n${stack('3:1')}`);
});

test.each([
  [
    'a file that is not there',
    "import './nowhere';\n",
    /main\.ts:1:7: ERROR: Could not resolve "\.\/nowhere"/,
  ],
  [
    'a package that is not installed',
    "import 'nowhere';\n",
    /^Error: Cannot find module 'nowhere'\n[\s\S]*main\.ts:1:\d+\)$/,
  ],
])('rejects an import of %s', (_, text, message) => {
  expect(runMain(newProject({ 'main.ts': text }))).toMatch(message);
});

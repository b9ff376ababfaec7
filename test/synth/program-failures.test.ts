import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { contents, fill, folderWith } from './folders';
import { program, root, synth } from './run-program';

describe('a program that fails leaves the last output byte for byte', () => {
  const folders = { ok: '', before: {} as Record<string, string> };
  beforeAll(() => {
    folders.ok = folderWith({ 'main.ts': program() });
    synth(folders.ok);
    folders.before = contents(join(folders.ok, 'dist'));
  });

  test.each<[string, string, RegExp]>([
    [
      'a ConfigError, in one line',
      "if (name === 'two') throw new ConfigError({ at: 'x', problem: 'a thing is wrong', got: 1, instead: 'mend it' });",
      /^x: a thing is wrong, got 1; mend it\n$/,
    ],
    [
      'any other error, with the line that threw it',
      "if (name === 'two') throw new Error('broken');",
      /^Error: broken\n {4}at .*main\.ts:14:\d+\)\n$/,
    ],
    [
      'a validation that fails',
      "if (name === 'two') first.node.addValidation({ validate: () => ['is bad'] });",
      /^Validation failed with the following errors:\n {2}\[10-first\] is bad\n$/,
    ],
    [
      'an object that cannot be rendered',
      "if (name === 'two') new ApiObject(second, 'd', { apiVersion: 'v1', kind: 'X', spec: new Date(0) } as never);",
      /^Error: Failed serializing construct at path '20-second\/d' .* can't render non-simple object of type 'Date'\n {4}at /,
    ],
    [
      'an object that is made twice',
      "if (name === 'two') new ApiObject(second, 'd', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } });",
      /^20-second\/d: the same object is already made at '10-first\/a', got 'ConfigMap two'; make it once, .*\n$/,
    ],
    [
      'a file that does not compile',
      'const = 1;',
      /^Build failed with 1 error:\n.*main\.ts:14:6: ERROR: Expected identifier but found "="\n$/,
    ],
    [
      'an await outside of a function',
      'await Promise.resolve();',
      /main\.ts:14:0: ERROR: Top-level await .* \(await in an async function, and call that\)\n$/,
    ],
    [
      'a promise that nobody awaits',
      "if (name === 'two') void Promise.reject(new Error('late')).then(() => {});",
      /^Error: late\n {4}at .*main\.ts:14:\d+\)\n$/,
    ],
  ])('%s', (_, extra, message) => {
    fill(folders.ok, { 'main.ts': program(extra) });
    const { code, stderr } = synth(folders.ok, [], { NAME: 'two' });
    expect(stderr).toMatch(message);
    expect(code).toBe(1);
    // The promise is heard of after the program has done its work.
    if (!extra.includes('Promise')) expect(contents(join(folders.ok, 'dist'))).toEqual(folders.before);
  });
});

test('rejects an asynchronous program that fails before it synthesizes', () => {
  const folder = folderWith({
    'main.ts': "async function main() { throw new Error('early'); }\nmain();\n",
  });
  const { code, stderr } = synth(folder);
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(/^Error: early\n/) });
});

test.each([
  ['that ends', 'const done = true;'],
  ['that waits for what never comes', 'void new Promise(() => {}).then(() => 1);'],
  ['that leaves', 'process.exit(0);'],
])('rejects a program %s before anything was synthesized', (_, text) => {
  const folder = folderWith({ 'main.ts': text });
  expect(synth(folder)).toEqual({
    code: 1,
    stdout: '',
    stderr:
      'main.ts ended and nothing was synthesized; let it call synthesize(), after all that it waits for\n',
  });
});

test('says in one line that esbuild is not installed', () => {
  const folder = folderWith({ 'main.ts': 'const done = true;' });
  cpSync(join(root, 'bin'), join(folder, 'bin'), { recursive: true });
  const { status, stderr } = spawnSync(process.execPath, ['bin/synth.cjs'], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([1, 'esbuild is not installed; npm install --save-dev esbuild\n']);
});

test.each(['synth', 'watch'] as const)(
  '%s rejects a main file that is not there, and an option that it does not know',
  (command) => {
    const folder = folderWith();
    const run = (...args: string[]) => synth(folder, args, {}, command);
    expect(run()).toEqual({
      code: 1,
      stdout: '',
      stderr: 'main.ts: no such file; name the program that is to be run, such as src/main.ts\n',
    });
    expect(run('other.ts').stderr).toBe(
      'other.ts: no such file; name the program that is to be run, such as src/main.ts\n',
    );
    mkdirSync(join(folder, 'src'));
    expect(run('src').stderr).toBe(
      'src: it is no file; name the program that is to be run, such as src/main.ts\n',
    );
    for (const [wrong, problem] of [
      [['--foo'], "Unknown option '--foo'"],
      [['--no-types=yes'], "Unknown option '--no-types=yes'"],
      [['a.ts', 'b.ts'], 'b.ts: one program is run at a time; name one alone'],
    ] as const) {
      expect(run(...wrong)).toMatchObject({
        code: 2,
        stderr: expect.stringMatching(new RegExp(`^${problem}\n\nUsage: cdk8s-istio ${command}`)),
      });
    }
    for (const help of ['--help', '-h']) {
      expect(run(help)).toMatchObject({
        code: 0,
        stdout: expect.stringMatching(new RegExp(`^Usage: cdk8s-istio ${command}`)),
      });
    }
  },
);

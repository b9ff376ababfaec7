import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { initCommand } from '../../lib/cli/init-command';
import { filesBelow } from '../../scripts/import/folder';
import { recordingTerminal } from './recording-terminal';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'init-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

it('writes a project and tells the next command', () => {
  const terminal = recordingTerminal();
  expect(initCommand(folder, { name: 'shop' }, { terminal, env: {} })).toBe(0);
  expect(filesBelow(folder)).toEqual([
    '.github/workflows/manifests.yaml',
    '.gitignore',
    'cdk8s.yaml',
    'jest.config.js',
    'main.ts',
    'package.json',
    'routes.test.ts',
    'routes.ts',
    'tsconfig.json',
  ]);
  expect(readFileSync(join(folder, 'main.ts'), 'utf8')).toContain(
    "new Routes(app, 'shop', { namespace: 'shop', labels: ownedBy('shop') })",
  );
  expect(readFileSync(join(folder, 'main.ts'), 'utf8')).toContain(
    "const release = IstioRelease.of('1.30');\nApiVersions.use(app, release.apiVersions);",
  );
  expect(terminal.lines.at(-1)).toBe(`  cd ${folder} && npm install && npm test && npm run synth`);
});

it('installs this version, unless told where else it is', () => {
  const { version } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8'));
  const dependencies = () => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).dependencies;
  initCommand(folder, { name: 'shop' }, { terminal: recordingTerminal(), env: {} });
  expect(dependencies()['cdk8s-istio']).toBe(`^${version}`);
  rmSync(folder, { recursive: true });
  initCommand(folder, { name: 'shop', package: 'file:x.tgz' }, { terminal: recordingTerminal(), env: {} });
  expect(dependencies()['cdk8s-istio']).toBe('file:x.tgz');
});

it('rejects a folder that has one of the files, and writes none', () => {
  writeFileSync(join(folder, 'main.ts'), 'mine');
  expect(() => initCommand(folder, { name: 'shop' }, { terminal: recordingTerminal(), env: {} })).toThrow(
    "a new project overwrites nothing, and these files are there already, got [ 'main.ts' ]; choose an empty folder, such as npx cdk8s-istio init shop",
  );
  expect(filesBelow(folder)).toEqual(['main.ts']);
});

it('rejects a folder that can not be', () => {
  writeFileSync(join(folder, 'file'), 'mine');
  const below = join(folder, 'file/shop');
  expect(() => initCommand(below, {}, { terminal: recordingTerminal(), env: {} })).toThrow(
    `${join(below, 'main.ts')}: it can't be written, got 'ENOTDIR'; make room, or name a folder that can be written`,
  );
});

it('rejects a name that can be no namespace', () => {
  expect(() => initCommand(folder, { name: 'My Shop' }, { terminal: recordingTerminal(), env: {} })).toThrow(
    "the name of a project becomes its namespace, which is a DNS label, got 'My Shop'; use lower-case letters, digits and dashes, such as --name shop",
  );
});

it('tells the next command so that a shell takes it, and finds files of dist/ that are not committed', () => {
  const terminal = recordingTerminal();
  initCommand(join(folder, "it's new"), { name: 'shop' }, { terminal, env: {} });
  expect(terminal.lines.at(-1)).toBe(
    `  cd '${folder}/it'\\''s new' && npm install && npm test && npm run synth`,
  );
  const workflow = readFileSync(join(folder, "it's new/.github/workflows/manifests.yaml"), 'utf8');
  expect(workflow).toContain('&& test -z "$(git status --porcelain dist)"\n');
});

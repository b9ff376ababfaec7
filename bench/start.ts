import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import {
  type Command,
  isInstalled,
  type Measured,
  measure,
  median,
  note,
  ratio,
  root,
  shown,
} from './measure';
import { copyOfProject } from './project-copy';
import { temporaryFolder } from './temporary-folder';

/** From a saved file to a written dist/: the app as cdk8s.yaml runs it, the same while watched, and `npm run synth`. */
export async function start(): Promise<boolean> {
  const project = projectWithAnEmptyScript();
  const before = (): void => edit(project);
  const results: boolean[] = [];
  for (const [node, aim] of [
    [process.execPath, 'at most 9'],
    [node24(), 'at most 7'],
  ] as const) {
    if (node === undefined) continue;
    const bare: Command = { name: 'node', run: [node, '--eval', '0'] };
    const app: Command = {
      name: 'changed source',
      run: [node, ...appArguments(), '--no-types'],
      cwd: project,
      before,
    };
    const measured = measure(21, bare, app) as [Measured, Measured];
    const [nothing, changed] = measured;
    const version = spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim();
    const figures = `${version}: ${measured.map(shown).join(', ')}`;
    results.push(ratio('the app after a change / bare node', changed.time / nothing.time, aim, figures));
    const watched = await whileWatched(node, project);
    results.push(
      ratio('the same, watched / bare node', watched.time / nothing.time, 'at most 4', shown(watched)),
    );
  }
  results.push(npmRunSynth(project));
  return results.every(Boolean);
}

function npmRunSynth(project: string): boolean {
  if (!isInstalled('npm', '--version')) {
    note('npm run synth: skipped, npm is not on PATH');
    return true;
  }
  const run = (...args: string[]): Command['run'] => ['npm', 'run', '--silent', ...args];
  const before = (): void => edit(project);
  const [nothing, untyped, typed] = measure(
    9,
    { name: 'npm run of nothing', run: run('nothing'), cwd: project },
    { name: 'npm run synth without types', run: run('synth', '--', '--no-types'), cwd: project, before },
    { name: 'npm run synth', run: run('synth'), cwd: project, before },
  ) as [Measured, Measured, Measured];
  note(`${shown(nothing)}`);
  return ratio(
    'npm run synth after a change, with types / without',
    typed.time / untyped.time,
    'at most 1.7',
    `${shown(untyped)}, ${shown(typed)}`,
  );
}

/** From the moment of a save until watch tells of the written output. */
async function whileWatched(node: string, project: string): Promise<Measured> {
  const watch = spawn(node, ['bin/watch.cjs', '--no-types'], {
    cwd: project,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const times: number[] = [];
  try {
    await told(watch, /watching \(/);
    for (let round = 0; round <= 21; round++) {
      await new Promise((done) => setTimeout(done, 400));
      const start = performance.now();
      edit(project);
      await told(watch, /dist\/ \(\d+ ms\)/);
      if (round > 0) times.push(performance.now() - start);
    }
  } finally {
    watch.kill();
  }
  return { name: 'watched', time: median(times), memory: 0 };
}

function told(watch: ChildProcess, line: RegExp): Promise<void> {
  return new Promise((done, fail) => {
    let text = '';
    const ended = (): void => fail(new Error(`watch ended: ${text}`));
    const hear = (data: Buffer): void => {
      text += data;
      if (!line.test(text)) return;
      watch.stdout?.off('data', hear);
      watch.off('exit', ended);
      done();
    };
    watch.stdout?.on('data', hear);
    watch.once('exit', ended);
  });
}

/** The npm package `node` brings a Node.js 24 as a binary. */
function node24(): string | undefined {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  spawnSync('npm', ['install', '--silent', '--no-audit', 'node@24'], { cwd: folder, stdio: 'ignore' });
  const node = join(folder, 'node_modules/node/bin/node');
  if (isInstalled(node, '--version')) return node;
  note('Node.js 24: skipped, it cannot be installed');
  return undefined;
}

function projectWithAnEmptyScript(): string {
  const project = copyOfProject('tsconfig.json');
  const file = join(project, 'package.json');
  const description = JSON.parse(readFileSync(file, 'utf8')) as { scripts: Record<string, string> };
  description.scripts.nothing = '';
  writeFileSync(file, JSON.stringify(description));
  return project;
}

/** The app as cdk8s.yaml runs it, without `node`. */
function appArguments(): string[] {
  const { app } = parse(readFileSync(join(root, 'cdk8s.yaml'), 'utf8')) as { app: string };
  return app.split(' ').slice(1);
}

let edits = 0;

/** Edits a file deep in lib/, in a way that reaches dist/. */
function edit(project: string): void {
  const file = 'lib/bookinfo/curl-pod.ts';
  const source = readFileSync(join(root, file), 'utf8');
  const edited = source.replace('sleep 30;', `sleep ${31 + (edits++ % 60)};`);
  if (edited === source) throw new Error(`${file} does not say 'sleep 30;' any more`);
  writeFileSync(join(project, file), edited);
}

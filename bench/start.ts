import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Command, isInstalled, type Measured, measure, note, ratio, root, shown } from './measure';
import { copyOfProject } from './project-copy';

/** From a saved file to a written dist/: the app as cdk8s.yaml runs it, and the whole of `npm run synth`. */
export function start(): boolean {
  const project = projectWithAnEmptyScript();
  const untouched = copyOfProject();
  const node: Command = { name: 'node', run: [process.execPath, '--eval', '0'] };
  const app: Command = {
    name: 'unchanged source',
    run: [process.execPath, ...appArguments()],
    cwd: untouched,
    env: { CDK8S_ISTIO_CACHE: join(untouched, 'cache') },
  };
  const env = { CDK8S_ISTIO_CACHE: join(project, 'cache') };
  const edited: Command = { ...app, name: 'changed source', cwd: project, env, before: () => edit(project) };
  const [bare, same, changed] = measure(21, node, app, edited) as [Measured, Measured, Measured];
  const figures = [bare, same, changed].map(shown).join(', ');
  const results = [
    ratio('the app after a change / bare node', changed.time / bare.time, 'at most 5', figures),
    ratio('the app without a change / bare node', same.time / bare.time, 'at most 5', figures),
  ];
  const npm = isInstalled('npm', '--version');
  if (npm) {
    const empty: Command = {
      name: 'npm run of nothing',
      run: ['npm', 'run', '--silent', 'nothing'],
      cwd: project,
      env,
    };
    const synth: Command = {
      ...empty,
      name: 'npm run synth',
      run: ['npm', 'run', '--silent', 'synth'],
      before: () => edit(project),
    };
    const [nothing, whole] = measure(21, empty, synth) as [Measured, Measured];
    results.push(
      ratio(
        'npm run synth after a change / npm run of nothing',
        whole.time / nothing.time,
        'at most 2',
        `${shown(nothing)}, ${shown(whole)}`,
      ),
    );
  } else note('npm run synth: skipped, npm is not on PATH');
  return results.every(Boolean);
}

function projectWithAnEmptyScript(): string {
  const project = copyOfProject();
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

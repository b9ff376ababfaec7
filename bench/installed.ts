import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, type Measured, measure, note, ratio, root, shown } from './measure';
import { temporaryFolder } from './temporary-folder';

/** What the packed package takes in the project of somebody who installed it, with the guide's manifests beside it. */
export function installed(): boolean {
  const { project, bytes } = projectWithThePackage();
  const bin = join(project, 'node_modules/cdk8s-istio/bin/cdk8s-istio.mjs');
  const node = (name: string, ...args: string[]): Command => ({
    name,
    run: [process.execPath, ...args],
    cwd: project,
  });
  const [bare, trace, analyze, imported, cdk8s] = measure(
    21,
    node('node', '--eval', '0'),
    node('trace', bin, 'trace', 'GET', 'http://ratings:9080/ratings/1', '--from', 'demo/reviews-v2'),
    node('analyze', bin, 'analyze'),
    node("import 'cdk8s-istio'", '--eval', "require('cdk8s-istio')"),
    node("import 'cdk8s'", '--eval', "require('cdk8s')"),
  ) as [Measured, Measured, Measured, Measured, Measured];
  for (const each of [analyze, cdk8s, imported])
    note(`${shown(each)}: ${(each.time / bare.time).toFixed(1)} times bare node`);
  const results = [
    ratio('the packed package, in MB', bytes / 1e6, 'at most 1.5', ''),
    ratio('trace / bare node', trace.time / bare.time, 'at most 6', `${shown(bare)}, ${shown(trace)}`),
  ];
  return results.every(Boolean);
}

/** A folder with the package as npm would lay it there, and what it needs as it lies in the repository. */
function projectWithThePackage(): { readonly project: string; readonly bytes: number } {
  const project = temporaryFolder();
  run('npm', 'pack', '--silent', '--pack-destination', project);
  const tarball = readdirSync(project).find((file) => file.endsWith('.tgz')) as string;
  const installed = join(project, 'node_modules/cdk8s-istio');
  mkdirSync(installed, { recursive: true });
  run('tar', '-xzf', join(project, tarball), '-C', installed, '--strip-components=1');
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (name !== '.cache') symlinkSync(join(root, 'node_modules', name), join(project, 'node_modules', name));
  }
  cpSync(join(root, 'dist'), join(project, 'dist'), { recursive: true });
  return { project, bytes: statSync(join(project, tarball)).size };
}

function run(command: string, ...args: string[]): void {
  const { status, stderr } = spawnSync(command, args, { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args[0]} failed: ${stderr}`);
}

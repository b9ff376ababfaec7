import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, isInstalled, type Measured, measure, note, root, shown } from './measure';
import { temporaryFolder } from './temporary-folder';

/** The guide's objects by other means: `kubectl kustomize`, and the way that `cdk8s init` sets up. */
export function others(): boolean {
  const node: Command = { name: 'node', run: [process.execPath, '--eval', '0'] };
  const ours: Command = {
    name: 'ours',
    run: [process.execPath, 'bin/synth.cjs'],
    env: { CDK8S_OUTDIR: temporaryFolder() },
  };
  const commands = [node, ours, ...kustomize(), ...initTemplate()];
  const measured = measure(5, ...commands);
  const [bare] = measured as [Measured, ...Measured[]];
  for (const each of measured) note(`${shown(each)}: ${(each.time / bare.time).toFixed(1)} times bare node`);
  return true;
}

function kustomize(): Command[] {
  if (!isInstalled('kubectl')) {
    note('kubectl kustomize: skipped, kubectl is not installed');
    return [];
  }
  const folder = temporaryFolder();
  const files = readdirSync(join(root, 'dist')).filter((file) => file.endsWith('.yaml'));
  for (const file of files) cpSync(join(root, 'dist', file), join(folder, file));
  writeFileSync(join(folder, 'kustomization.yaml'), JSON.stringify({ resources: files }));
  return [{ name: 'kubectl kustomize of the guide', run: ['kubectl', 'kustomize', folder] }];
}

/** The project that `cdk8s init typescript-app` makes, with its empty chart: the least that its way can take. */
function initTemplate(): Command[] {
  const project = join(temporaryFolder(), 'hello');
  mkdirSync(project);
  cpSync(join(root, 'node_modules/cdk8s-cli/templates/typescript-app'), project, { recursive: true });
  writeFileSync(join(project, 'package.json'), '{ "name": "hello", "private": true }');
  const packages = ['typescript@5.9', 'ts-node@10', '@types/node@20', 'cdk8s', 'constructs', 'cdk8s-cli'];
  if (
    spawnSync('npm', ['install', '--silent', '--no-audit', ...packages], { cwd: project, stdio: 'ignore' })
      .status !== 0
  ) {
    note("the init template's way: skipped, its packages cannot be installed");
    return [];
  }
  const env = { CDK8S_CHECK_UPGRADE: 'false' };
  return [
    {
      name: "the init template's cdk8s synth, of an empty chart",
      run: ['npx', 'cdk8s', 'synth'],
      cwd: project,
      env,
    },
  ];
}

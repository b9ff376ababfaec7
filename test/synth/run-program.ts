import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

export const root = join(__dirname, '../..');

/** Runs `bin/synth.cjs`, or another program of `bin/`, in a folder. */
export function synth(
  folder: string,
  args: string[] = [],
  env: Record<string, string> = {},
  program: 'synth' | 'watch' = 'synth',
): { code: number | null; stdout: string; stderr: string } {
  const options = {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  } as const;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, `bin/${program}.cjs`), ...args],
    options,
  );
  return { code: status, stdout, stderr };
}

/** A program of one app with two charts, one folder of add-ons and one finished file. */
export function program(extra = ''): string {
  return `import { ApiObject, App, Chart } from ${JSON.stringify(join(root, 'node_modules/cdk8s'))};
import { ConfigError } from ${JSON.stringify(join(root, 'lib/diagnostics/error'))};
import { synthesize } from ${JSON.stringify(join(root, 'lib/synth'))};

const name = process.env.NAME ?? 'one';
const guide = new App();
const first = new Chart(guide, '10-first');
new ApiObject(first, 'a', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } });
const second = new Chart(guide, '20-second');
new ApiObject(second, 'b', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'b' }, data: { yes: 'no' } });
const addons = new App();
new ApiObject(new Chart(addons, 'kiali'), 'c', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' } });
console.log('hello');
${extra}
synthesize({ '.': guide, addons, install: { 'values.yaml': 'a: 1\\n' } }, { next: ['kubectl apply -f dist/'] });
void ConfigError;
`;
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { contents, folderWith } from '../synth/folders';
import { tell } from './writer';

const root = join(__dirname, '../..');
const kills = Number(process.env.PROGRAM_KILLS ?? 60);

/** Three hundred charts, of which some are there for one name alone. */
const main = `import { ApiObject, App, Chart } from ${JSON.stringify(join(root, 'node_modules/cdk8s'))};
import { synthesize } from ${JSON.stringify(join(root, 'lib/synth'))};

const name = process.env.NAME ?? 'one';
const app = new App();
for (let index = 0; index < 300; index++) {
  const chart = new Chart(app, index % 5 === 0 ? name + index : 'chart' + index);
  new ApiObject(chart, 'a', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' + index }, data: { name } });
}
process.stderr.write('made');
synthesize(app);
`;

interface Run {
  readonly code: number | null;
  readonly stderr: string;
}

async function run(
  folder: string,
  name: string,
  strike?: { signal: NodeJS.Signals; after: number },
): Promise<Run> {
  const env = { ...process.env, NAME: name, CDK8S_OUTDIR: '.' };
  const child = spawn(process.execPath, [join(root, 'bin/synth.cjs')], { cwd: folder, env });
  let stderr = '';
  child.stderr.on('data', (data) => {
    if (strike !== undefined && stderr === '') setTimeout(() => child.kill(strike.signal), strike.after);
    stderr += data;
  });
  const [code] = await once(child, 'close');
  return { code, stderr };
}

function letTimePass(folder: string): void {
  const lock = join(folder, '.written-by-synth.lock');
  const then = Date.now() / 1000 - 11;
  if (existsSync(lock)) for (const name of readdirSync(lock)) utimesSync(join(lock, name), then, then);
}

test(`${kills} kills and signals of the whole program, with the project itself as its output folder`, async () => {
  const mine = { 'main.ts': main, 'hand-written.k8s.yaml': 'mine', 'chart1.k8s.yaml.bak': 'mine' };
  const names = ['one', 'two'];
  const clean: Record<string, Record<string, string>> = {};
  for (const name of names) {
    const folder = folderWith(mine);
    expect(await run(folder, name)).toEqual({ code: 0, stderr: 'made' });
    clean[name] = contents(folder);
  }
  const faults: string[] = [];
  let left = 0;
  const folder = folderWith(mine);
  for (let index = 0; index < kills; index++) {
    const signal = (['SIGKILL', 'SIGKILL', 'SIGINT', 'SIGTERM'] as const)[index % 4] as 'SIGKILL';
    await run(folder, names[index % 2] as string, { signal, after: Math.random() * 300 });
    const isLeft = existsSync(join(folder, '.written-by-synth.lock'));
    if (isLeft) left++;
    if (isLeft && signal !== 'SIGKILL') faults.push(`${index}: ${signal} left something`);
    letTimePass(folder);
    const name = names[(index + 1) % 2] as string;
    const { code, stderr } = await run(folder, name);
    if (code !== 0) faults.push(`${index}: ${stderr}`);
    const found = contents(folder);
    const expected = clean[name] as Record<string, string>;
    for (const file of new Set([...Object.keys(found), ...Object.keys(expected)]))
      if (found[file] !== expected[file]) faults.push(`${index}: ${file}`);
  }
  tell(
    `${kills} kills and signals of the program: ${left} in the middle of its turn; ${faults.length} faults`,
  );
  expect(faults).toEqual([]);
});

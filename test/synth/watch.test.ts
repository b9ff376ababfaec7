import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { stop } from 'esbuild';
import { type Bundle, Watch } from '../../lib/synth/watch';
import { contents, fill, folderWith } from './folders';

const { Program } = require('../../bin/load.cjs') as {
  Program: new (file: string) => { bundle(options: { incremental: boolean }): Promise<Bundle> };
};

const root = join(__dirname, '../..');

const main = `import { ApiObject, App, Chart } from ${JSON.stringify(join(root, 'node_modules/cdk8s'))};
import { synthesize } from ${JSON.stringify(join(root, 'lib/synth'))};
import { names } from './lib/names';

const guide = new App();
const chart = new Chart(guide, 'chart');
for (const [name, value] of Object.entries(names)) {
  new ApiObject(chart, name, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data: { value } });
}
synthesize({ '.': guide }, { next: [] });
`;

function names(text: string): Record<string, string> {
  return { 'lib/names.ts': `export const names: Record<string, string> = ${text};\n` };
}

test('a save is synthesized and told object by object; a failing app is told and changes nothing', async () => {
  const folder = folderWith({ 'main.ts': main, ...names("{ a: '1', b: '1' }") });
  let printed = '';
  const program = new Program(join(folder, 'main.ts'));
  const watch = new Watch({
    bundle: () => program.bundle({ incremental: true }),
    program: join(root, 'bin/synth.cjs'),
    args: [],
    root: folder,
    print: (text) => {
      printed += text;
    },
  });
  /** What is printed until a run has ended, without the time of day and the milliseconds. */
  const nextRun = async (): Promise<string> => {
    for (let waited = 0; waited < 20_000 && !/ ms\)\n$/.test(printed); waited += 20) await setTimeout(20);
    const said = printed.replace(/\d\d:\d\d:\d\d /, '').replace(/\d+ ms/, 'N ms');
    printed = '';
    // A slow machine makes two runs of one save.
    return said === 'no object changed\ndist/ (N ms)\n' ? nextRun() : said;
  };
  try {
    watch.start();
    expect(await nextRun()).toBe(
      'dist/chart.k8s.yaml  new        2 objects\n2 objects in 1 file: 1 new\nwatching (N ms)\n',
    );

    fill(folder, names("{ b: '2', c: '1' }"));
    expect(await nextRun()).toBe(
      '~ ConfigMap b  dist/chart.k8s.yaml\n+ ConfigMap c  dist/chart.k8s.yaml\n- ConfigMap a  dist/chart.k8s.yaml\ndist/ (N ms)\n',
    );

    const before = contents(join(folder, 'dist'));
    fill(folder, { 'lib/names.ts': "export const names = {};\nthrow new Error('broken');\n" });
    expect(await nextRun()).toMatch(
      /^Error: broken\n {4}at [\s\S]*lib\/names\.ts:2:7\)[\s\S]*\nfailed, the last output stays \(N ms\)\n$/,
    );
    expect(contents(join(folder, 'dist'))).toEqual(before);

    // A file in a folder that was not there when watching began.
    fill(folder, {
      'lib/new/value.ts': "export const value = '3';\n",
      'lib/names.ts': "import { value } from './new/value';\nexport const names = { b: value, c: '1' };\n",
    });
    expect(await nextRun()).toBe('~ ConfigMap b  dist/chart.k8s.yaml\ndist/ (N ms)\n');
    fill(folder, { 'lib/new/value.ts': "export const value = '4';\n" });
    expect(await nextRun()).toBe('~ ConfigMap b  dist/chart.k8s.yaml\ndist/ (N ms)\n');
  } finally {
    watch.close();
    await stop();
  }
});

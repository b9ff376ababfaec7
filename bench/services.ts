import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { type Command, root } from './measure';
import { temporaryFolder } from './temporary-folder';

/** How an app of many services is made and synthesized; see apps/services.ts. */
export interface ServicesApp {
  readonly services: number;
  readonly charts: 'one' | 'one a service';
  readonly constructs: 'generated' | 'plus';
  readonly dependencies?: 'chain' | 'hub';
}

/** The command that synthesizes such an app by cdk8s alone or by this project, each time into a new folder. */
export function synthOf(by: 'cdk8s' | 'ours', app: ServicesApp): Command {
  const outdir = join(temporaryFolder(), 'dist');
  // Bundled once: what is measured is the making and writing of objects, by both from the same script.
  const script = join(root, 'node_modules/.cache/bench/services.js');
  buildSync({
    entryPoints: [join(__dirname, 'apps/services.ts')],
    outfile: script,
    bundle: true,
    packages: 'external',
    platform: 'node',
  });
  let runs = 0;
  return {
    name: by,
    run: [process.execPath, script],
    env: {
      CDK8S_OUTDIR: outdir,
      SYNTH: by === 'cdk8s' ? 'stock' : '',
      SERVICES: String(app.services),
      CHARTS: app.charts === 'one' ? 'one' : '',
      CONSTRUCTS: app.constructs,
      DEPENDENCIES: app.dependencies ?? '',
    },
    // Moved and not removed: a file system goes on removing thousands of files while the next run writes.
    before: () => {
      if (existsSync(outdir)) renameSync(outdir, `${outdir}-${runs++}`);
    },
  };
}

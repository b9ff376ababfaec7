import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { contents, fill, folderWith } from '../synth/folders';
import { buildWriter, faultsOf, foreignFiles, startWriter, tell } from './writer';

beforeAll(buildWriter);

const trials = Number(process.env.DISKS ?? 150);

/** Mounts a small disk in memory, which needs the rights of root. */
function mount(folder: string, options: string): boolean {
  return spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]).status === 0;
}

function canMount(): boolean {
  const folder = folderWith();
  return mount(folder, 'size=64k') && spawnSync('umount', [folder]).status === 0;
}

(canMount() ? test : test.skip)(
  `${trials} disks that are full sooner or later: all or nothing (skipped where no disk can be mounted)`,
  async () => {
    const faults: string[] = [];
    let full = 0;
    for (let trial = 0; trial < trials; trial++) {
      const disk = folderWith();
      const byInodes = trial % 3 === 0;
      if (!mount(disk, byInodes ? `size=8m,nr_inodes=${150 + trial * 2}` : 'size=2m'))
        throw new Error('mount');
      try {
        const folder = join(disk, 'dist');
        const isFirst = trial % 2 === 0;
        if (isFirst) mkdirSync(folder);
        else fill(folder, foreignFiles);
        if (!isFirst) await startWriter(folder, 0).ended;
        const free = statfsSync(disk).bfree * statfsSync(disk).bsize;
        const room = Math.floor((trial / trials) * 900_000);
        if (!byInodes && free > room) writeFileSync(join(disk, 'ballast'), Buffer.alloc(free - room));
        const before = contents(folder);
        const { code, stderr } = await startWriter(folder, 1).ended;
        const foreign = isFirst ? {} : foreignFiles;
        if (code === 0) faults.push(...faultsOf(folder, foreign, 1).map((file) => `${trial}: ${file}`));
        else {
          full++;
          if (JSON.stringify(contents(folder)) !== JSON.stringify(before))
            faults.push(`${trial}: not as it was`);
          if (!stderr.includes('the output could not be written, and is as it was'))
            faults.push(`${trial}: ${stderr}`);
        }
        if (existsSync(join(folder, '.written-by-synth.lock'))) faults.push(`${trial}: a lock is left`);
        rmSync(join(disk, 'ballast'), { force: true });
      } finally {
        spawnSync('umount', [disk]);
      }
    }
    tell(`${trials} small disks: ${full} were full; ${faults.length} faults`);
    expect(faults).toEqual([]);
    expect(full).toBeGreaterThan(trials / 10);
    expect(full).toBeLessThan(trials);
  },
);

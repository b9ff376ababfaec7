import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildWriter,
  faultsOf,
  foreignFiles,
  newFolder,
  startWriter,
  strikeAt,
  tell,
  versions,
} from './writer';

beforeAll(buildWriter);

const rounds = Number(process.env.ROUNDS ?? 300);

test.each([2, 4])(
  `${rounds} rounds of %d writers in one folder: all succeed, and one of them is what remains`,
  async (count) => {
    const faults: string[] = [];
    let slowest = 0;
    for (let round = 0; round < rounds; round++) {
      const isFirst = round % 3 === 0;
      const folder = newFolder(!isFirst);
      if (!isFirst) await startWriter(folder, round % versions).ended;
      const writers = Array.from(
        { length: count },
        (_, index) => startWriter(folder, (round + index) % versions).ended,
      );
      for (const { code, stderr, milliseconds } of await Promise.all(writers)) {
        if (code !== 0) faults.push(`round ${round}: ${stderr}`);
        slowest = Math.max(slowest, milliseconds);
      }
      const foreign = isFirst ? {} : foreignFiles;
      const remains = Array.from({ length: versions }, (_, version) => faultsOf(folder, foreign, version));
      if (!remains.some((each) => each.length === 0)) faults.push(`round ${round}: mixed`);
      if (existsSync(join(folder, '.written-by-synth.lock'))) faults.push(`round ${round}: a lock is left`);
    }
    tell(
      `${rounds} rounds of ${count} writers: ${faults.length} faults; slowest writer ${Math.round(slowest)} ms`,
    );
    expect(faults).toEqual([]);
  },
);

test('20 rounds of 4 writers, one of which is killed: the others succeed', async () => {
  const faults: string[] = [];
  let left = 0;
  for (let round = 0; round < 20; round++) {
    const folder = newFolder(true);
    const writers = Array.from({ length: 4 }, (_, index) => startWriter(folder, (round + index) % versions));
    writers[0]?.strike('SIGKILL');
    const [, ...others] = await Promise.all(writers.map(({ ended }) => ended));
    for (const { code, stderr, milliseconds } of others) {
      if (code !== 0) faults.push(`round ${round}: ${stderr}`);
      if (milliseconds > 9_000) left++;
    }
    const remains = Array.from({ length: versions }, (_, version) => faultsOf(folder, foreignFiles, version));
    if (!remains.some((each) => each.length === 0)) faults.push(`round ${round}: mixed`);
  }
  tell(
    `20 rounds with one of 4 writers killed: ${faults.length} faults; ${left} writers waited for the dead one`,
  );
  expect(faults).toEqual([]);
});

const stops = Number(process.env.STOPS ?? 20);

test(`${stops} writers that sleep in the middle of it: another takes their turn, and they begin again`, async () => {
  const faults: string[] = [];
  let taken = 0;
  for (let round = 0; round < stops; round++) {
    const folder = newFolder(true);
    await startWriter(folder, 3).ended;
    const when = round % 2 === 0 ? 'before' : 'after';
    const sleeper = startWriter(folder, 0, strikeAt(1 + Math.floor(Math.random() * 300), when, 'SIGSTOP'));
    await sleeper.struck;
    const other = await startWriter(folder, 1).ended;
    if (other.code !== 0) faults.push(`round ${round}: ${other.stderr}`);
    faults.push(...faultsOf(folder, foreignFiles, 1).map((file) => `round ${round}, awake: ${file}`));
    if (other.milliseconds > 9_000) taken++;
    sleeper.wake();
    const { code, stderr } = await sleeper.ended;
    if (code !== 0) faults.push(`round ${round}: ${stderr}`);
    const remains = [0, 1].map((version) => faultsOf(folder, foreignFiles, version));
    if (!remains.some((each) => each.length === 0)) faults.push(`round ${round}: mixed`);
    if (existsSync(join(folder, '.written-by-synth.lock'))) faults.push(`round ${round}: a lock is left`);
  }
  tell(`${stops} sleeping writers: ${taken} lost their turn; ${faults.length} faults`);
  expect(faults).toEqual([]);
});

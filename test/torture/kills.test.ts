import { existsSync, readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildWriter,
  type Ended,
  faultsOf,
  foreignFiles,
  newFolder,
  sideBySide,
  startWriter,
  strikeAt,
  tell,
  tornIn,
  versions,
} from './writer';

beforeAll(buildWriter);

const kills = Number(process.env.KILLS ?? 1000);
const signals = Number(process.env.SIGNALS ?? 200);

/** Ten seconds pass, as the clock of the folder shows them. */
function letTimePass(folder: string): void {
  const lock = join(folder, '.written-by-synth.lock');
  const then = Date.now() / 1000 - 11;
  if (existsSync(lock)) for (const name of readdirSync(lock)) utimesSync(join(lock, name), then, then);
}

function random(below: number): number {
  return Math.floor(Math.random() * below);
}

/** What the runs did before and after, to be told and to be held against what is right. */
interface Round {
  readonly faults: string[];
  readonly ended: Ended;
  readonly isLeft: boolean;
  readonly wasKilled: boolean;
}

async function round(
  index: number,
  end: (folder: string, version: number) => Promise<Ended>,
): Promise<Round> {
  const isFirst = index % 3 === 0;
  const folder = newFolder(!isFirst);
  const foreign = isFirst ? {} : foreignFiles;
  const faults: string[] = [];
  if (!isFirst) {
    const before = random(versions);
    const { code, stderr } = await startWriter(folder, before).ended;
    if (code !== 0) faults.push(`before: ${stderr}`);
  }
  const killed = await end(folder, random(versions));
  if (killed.code !== null && killed.code !== 0) faults.push(`killed: ${killed.stderr}`);
  if (existsSync(folder)) faults.push(...tornIn(folder, foreign).map((file) => `torn or lost: ${file}`));
  const isLeft = existsSync(join(folder, '.written-by-synth.lock'));
  if (index % 250 !== 0) letTimePass(folder);
  const version = random(versions);
  const ended = await startWriter(folder, version).ended;
  if (ended.code !== 0) faults.push(`after: ${ended.stderr}`);
  faults.push(...faultsOf(folder, foreign, version).map((file) => `after: ${file}`));
  return { faults, ended, isLeft, wasKilled: killed.signal !== null };
}

function sum(rounds: readonly Round[], what: string): void {
  const killed = rounds.filter(({ wasKilled }) => wasKilled).length;
  const left = rounds.filter(({ isLeft }) => isLeft).length;
  const slowest = Math.max(...rounds.map(({ ended }) => ended.milliseconds));
  tell(
    `${rounds.length} ${what}: ${killed} ended the process, ${left} in the middle of its turn; faults after the next run: ${rounds.filter(({ faults }) => faults.length > 0).length}; slowest next run ${Math.round(slowest)} ms`,
  );
}

test(`${kills} random kills: files are whole, those of others are untouched, and the next run mends all`, async () => {
  const rounds = await sideBySide(kills, (index) =>
    round(index, async (folder, version) => {
      if (index % 4 !== 0) {
        const when = (['before', 'within', 'after'] as const)[random(3)] as 'before';
        return startWriter(folder, version, strikeAt(1 + random(500), when, 'SIGKILL')).ended;
      }
      const { strike, ended } = startWriter(folder, version);
      strike('SIGKILL');
      return ended;
    }),
  );
  sum(rounds, 'kills');
  expect(rounds.flatMap(({ faults }) => faults)).toEqual([]);
});

test(`${signals} random signals: all or nothing, and nothing is left`, async () => {
  const rounds = await sideBySide(signals, (index) =>
    round(index, async (folder, version) => {
      const { strike, ended } = startWriter(folder, version);
      strike((['SIGINT', 'SIGTERM', 'SIGHUP'] as const)[random(3)] as 'SIGINT');
      return ended;
    }),
  );
  sum(rounds, 'signals');
  expect(rounds.flatMap(({ faults }) => faults)).toEqual([]);
  expect(rounds.filter(({ isLeft }) => isLeft)).toEqual([]);
});

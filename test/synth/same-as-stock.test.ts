import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject } from 'cdk8s';
import * as fc from 'fast-check';
import { KubernetesObject } from '../../lib/kubernetes/kubernetes-object';
import { synthesize } from '../../lib/synth';
import { contents } from './folders';
import { type AppPlan, appPlan, buildApp } from './random-app';

const root = mkdtempSync(join(tmpdir(), 'same-as-stock-'));
afterAll(() => rmSync(root, { recursive: true }));

let runs = 0;

/** The files of a synthesis with their bytes, or the word that it was refused. */
function outcome(synth: (outdir: string) => void): Record<string, string> | 'refused' {
  const outdir = join(root, String(runs++));
  try {
    synth(outdir);
  } catch {
    return 'refused';
  }
  // The record of what was written is ours alone.
  const { '.written-by-synth': _, ...files } = contents(outdir);
  return files;
}

function bothOutcomes(plan: AppPlan, Base: typeof ApiObject): [unknown, unknown] {
  const ours = outcome((outdir) => synthesize(buildApp(plan, outdir, Base)));
  const stock = outcome((outdir) => buildApp(plan, outdir).synth());
  return [ours, stock];
}

test.each([
  ["cdk8s' own objects", ApiObject],
  ['objects that render in one pass', KubernetesObject],
])('random apps of %s give the files and the bytes of App.synth(), or are refused by both', (_, Base) => {
  let compared = 0;
  fc.assert(
    fc.property(appPlan, (plan) => {
      const [ours, stock] = bothOutcomes(plan, Base);
      if (stock !== 'refused') compared++;
      expect(ours).toEqual(stock);
    }),
    { numRuns: Number(process.env.RANDOM_APPS ?? 300) },
  );
  // A generator that made apps which nobody can synthesize would prove nothing.
  expect(compared).toBeGreaterThan(100);
});

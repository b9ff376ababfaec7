import { join } from 'node:path';
import { type Measured, measure, note, ratio, shown } from './measure';
import { type ServicesApp, synthOf } from './services';
import { temporaryFolder } from './temporary-folder';

/** A chart for each service, five objects each: where cdk8s resolves the whole app once for every chart. */
export function chartPerService(): boolean {
  const app = (services: number, dependencies?: 'chain' | 'hub'): ServicesApp => ({
    services,
    charts: 'one a service',
    constructs: 'generated',
    ...(dependencies && { dependencies }),
  });
  const results: boolean[] = [];

  const sizes = [500, 1000, 2000] as const;
  const stock = measure(
    1,
    ...sizes.map((size) => ({ ...synthOf('cdk8s', app(size)), name: `${size} charts` })),
  );
  const [small, middle, large] = stock.map(({ time }) => time) as [number, number, number];
  note(
    `cdk8s: ${stock.map(shown).join(', ')}: twice as many take ${(large / middle).toFixed(1)} times as long`,
  );
  const isMeasured = process.env.STOCK_CHARTS === '5000';
  const stock5000 = isMeasured
    ? (measure(0, synthOf('cdk8s', app(5000)))[0] as Measured).time
    : quadratic(sizes, [small, middle, large], 5000);
  const told = isMeasured ? '' : ', cdk8s reckoned from the three sizes (STOCK_CHARTS=5000 measures it)';

  const [few, many] = measure(3, synthOf('ours', app(500)), synthOf('ours', app(5000))) as [
    Measured,
    Measured,
  ];
  const figures = `cdk8s ${(stock5000 / 1000).toFixed(0)} s, ours ${(many.time / 1000).toFixed(2)} s${told}`;
  results.push(
    ratio('5,000 charts of 5 objects, cdk8s / ours', stock5000 / many.time, 'at least 40', figures),
  );
  note(
    `of ours, writing 5,000 new files takes about ${filesAlone().time.toFixed(0)} ms: the file system's part, in which cdk8s has no less`,
  );
  const linear = many.time / 5000 / (few.time / 500);
  results.push(
    ratio(
      'time an object, 5,000 / 500 charts',
      linear,
      'at most 1.2',
      `500: ${shown(few)}, 5,000: ${shown(many)}`,
    ),
  );

  for (const dependencies of ['chain', 'hub'] as const) {
    const [some, all] = measure(
      3,
      synthOf('ours', app(500, dependencies)),
      synthOf('ours', app(5000, dependencies)),
    ) as [Measured, Measured];
    const growth = all.time / 5000 / (some.time / 500);
    results.push(
      ratio(
        `the same, charts in a ${dependencies}`,
        growth,
        'at most 1.2',
        `500: ${shown(some)}, 5,000: ${shown(all)}`,
      ),
    );
  }
  return results.every(Boolean);
}

/** The value at `x` of the parabola through three points. */
function quadratic(
  xs: readonly [number, number, number],
  ys: readonly [number, number, number],
  x: number,
): number {
  return xs.reduce((sum, xi, i) => {
    const others = xs.filter((_, j) => j !== i);
    return sum + (ys[i] as number) * others.reduce((product, xj) => (product * (x - xj)) / (xi - xj), 1);
  }, 0);
}

/** What the file system takes for as many files of the same size, written by nothing but Node.js. */
function filesAlone(): Measured {
  const folder = temporaryFolder();
  const program = `
    const fs = require('node:fs');
    const folder = fs.mkdtempSync(${JSON.stringify(join(folder, 'run-'))});
    const text = 'x'.repeat(1800);
    for (let index = 0; index < 5000; index++) fs.writeFileSync(folder + '/chart-' + index + '.k8s.yaml', text);
  `;
  const [alone] = measure(3, { name: 'node', run: [process.execPath, '--eval', program] }) as [Measured];
  return alone;
}

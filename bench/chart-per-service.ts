import { type Measured, measure, note, ratio, shown } from './measure';
import { type ServicesApp, synthOf } from './services';

/** A chart for each service, five objects each: where cdk8s resolves the whole app once for every chart. */
export function chartPerService(): boolean {
  const app = (services: number, dependencies?: 'chain' | 'hub'): ServicesApp => ({
    services,
    charts: 'one a service',
    constructs: 'generated',
    ...(dependencies && { dependencies }),
  });
  const results: boolean[] = [];

  const [half, full] = measure(1, synthOf('cdk8s', app(500)), synthOf('cdk8s', app(1000))) as [
    Measured,
    Measured,
  ];
  const growth = full.time / half.time;
  note(
    `cdk8s: 500 charts ${shown(half)}, 1,000 charts ${shown(full)}: twice as many take ${growth.toFixed(1)} times as long`,
  );
  const large = Number(process.env.STOCK_CHARTS ?? 1000);
  const stock = large === 1000 ? full : (measure(0, synthOf('cdk8s', app(large)))[0] as Measured);
  // With every doubling the time grows by the same factor or more; 5,000 are log2(5,000 / large) doublings.
  const stock5000 = stock.time * growth ** Math.log2(5000 / large);
  const told = large === 5000 ? '' : ', cdk8s reckoned from its growth';

  const [few, many] = measure(3, synthOf('ours', app(500)), synthOf('ours', app(5000))) as [
    Measured,
    Measured,
  ];
  const figures = `cdk8s ${(stock5000 / 1000).toFixed(0)} s, ours ${(many.time / 1000).toFixed(2)} s${told}`;
  results.push(
    ratio('5,000 charts of 5 objects, cdk8s / ours', stock5000 / many.time, 'at least 60', figures),
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

import { type Measured, measure, ratio, shown } from './measure';
import { synthOf } from './services';

/** 5,000 files that are the same already: left alone, against written anew. */
export function files(): boolean {
  const app = { services: 5000, charts: 'one a service', constructs: 'generated' } as const;
  const { before: _, ...again } = synthOf('ours', app);
  const fresh = synthOf('ours', app);
  const [anew, unchanged] = measure(3, { ...fresh, name: 'anew' }, { ...again, name: 'unchanged' }) as [
    Measured,
    Measured,
  ];
  return ratio(
    '5,000 files, unchanged / anew',
    unchanged.time / anew.time,
    'at most 1',
    `${shown(anew)}, ${shown(unchanged)}`,
  );
}

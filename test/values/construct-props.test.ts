import { Chart, Testing } from 'cdk8s';
import { placeOf } from '../../lib/values/construct-props';

test.each(['constructor', 'toString', '__proto__', ''])(
  'rejects the id %p, of which constructs stops',
  (id) => {
    const chart = new Chart(Testing.app(), 'chart');
    expect(() => placeOf(chart, id)).toThrow(/^chart: .+ \(test\/values\/construct-props\.test\.ts:\d+\)$/);
    expect(placeOf(chart, 'reviews')).toBe(chart);
  },
);

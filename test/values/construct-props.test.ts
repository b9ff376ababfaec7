import { App, Chart } from 'cdk8s';
import { placeOf } from '../../lib/values/construct-props';

test.each(['constructor', 'toString', '__proto__', ''])(
  'rejects the id %p, of which constructs stops',
  (id) => {
    const chart = new Chart(new App(), 'chart');
    expect(() => placeOf(chart, id)).toThrow(/^chart: .+ \(test\/values\/construct-props\.test\.ts:\d+\)$/);
    expect(placeOf(chart, 'reviews')).toBe(chart);
  },
);

test('rejects an id that is taken, and a scope that is none, with the place', () => {
  const chart = new Chart(new App(), 'chart');
  new Chart(chart, 'reviews');
  expect(() => placeOf(chart, 'reviews')).toThrow(
    /^chart: a construct of this id is in it already, got 'reviews'; .+ \(test\/values\/construct-props\.test\.ts:\d+\)$/,
  );
  expect(() => placeOf(undefined as never, 'reviews')).toThrow(
    /^reviews: a construct is made in another, at last in a chart or an app, got undefined; .+ \(test\/values\/construct-props\.test\.ts:\d+\)$/,
  );
});

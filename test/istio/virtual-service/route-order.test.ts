import { Chart, Testing } from 'cdk8s';
import { checkRouteOrder } from '../../../lib/istio/virtual-service/route-order';

const chart = new Chart(Testing.app(), 'chart');
const all = { kind: 'forward' };
const some = { kind: 'forward', match: [] };
const delegate = { kind: 'delegate' };

it.each([[[]], [[all]], [[some, some, all]], [[delegate, some, all]]])('takes %j', (routes) => {
  expect(() => checkRouteOrder(chart, routes)).not.toThrow();
});

it.each([
  [[all, some], 'route 1 of 2'],
  [[some, all, all], 'route 2 of 3'],
])('rejects what is never reached: %j', (routes, which) => {
  expect(() => checkRouteOrder(chart, routes)).toThrow(
    new Error(
      `chart: ${which} takes every request, so those behind it are never reached, got 'no condition'; put it last or give it a \`match\``,
    ),
  );
});

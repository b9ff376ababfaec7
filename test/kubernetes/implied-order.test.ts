import { ApiObject, App, Chart, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import { impliedAfter } from '../../lib/kubernetes/implied-order';
import { orderApp } from '../../lib/synth/ordered-app';

function object(scope: Construct, id: string): ApiObject {
  return new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: id } });
}

/** The names of charts, and of the objects in them, as this project orders them. */
function order(app: App) {
  return orderApp(app).charts.map(({ chart, objects }) => [
    chart.node.id,
    ...objects.map(({ name }) => name),
  ]);
}

function chartsOf(...ids: readonly string[]): [App, ...Chart[]] {
  const app = new App();
  return [app, ...ids.map((id) => new Chart(app, id))];
}

it('puts what is named first', () => {
  const [app, chart] = chartsOf('a') as [App, Chart];
  const route = object(chart, 'route');
  impliedAfter(route, [object(chart, 'rule')]);
  expect(order(app)).toEqual([['a', 'rule', 'route']]);
});

it('puts the chart of what is named first', () => {
  const [app, a, b] = chartsOf('a', 'b') as [App, Chart, Chart];
  impliedAfter(object(a, 'route'), [object(b, 'rule')]);
  expect(order(app)).toEqual([
    ['b', 'rule'],
    ['a', 'route'],
  ]);
});

it('gives way where two charts name each other', () => {
  const [app, a, b] = chartsOf('a', 'b') as [App, Chart, Chart];
  const [ruleA, ruleB] = [object(a, 'rule-a'), object(b, 'rule-b')];
  const routeA = object(a, 'route-a');
  impliedAfter(routeA, [ruleB]);
  impliedAfter(object(b, 'route-b'), [ruleA]);
  expect(order(app)).toEqual([
    ['a', 'rule-a', 'route-a'],
    ['b', 'rule-b', 'route-b'],
  ]);
});

it('gives way to what somebody wrote, also later', () => {
  const [app, a, b] = chartsOf('a', 'b') as [App, Chart, Chart];
  impliedAfter(object(a, 'route'), [object(b, 'rule')]);
  expect(order(app)[0]).toEqual(['b', 'rule']);
  b.addDependency(a);
  expect(order(app)[0]).toEqual(['a', 'route']);
});

it('gives way within a chart, also to a dependency between what is around', () => {
  const [app, chart] = chartsOf('a') as [App, Chart];
  const [outer, other] = [new Construct(chart, 'outer'), new Construct(chart, 'other')];
  const route = object(outer, 'route');
  const rule = object(other, 'rule');
  impliedAfter(route, [rule]);
  expect(order(app)).toEqual([['a', 'rule', 'route']]);
  other.node.addDependency(outer);
  expect(order(app)).toEqual([['a', 'route', 'rule']]);
});

it('does not stop cdk8s either', () => {
  const [, a, b] = chartsOf('a', 'b') as [App, Chart, Chart];
  const [ruleA, ruleB] = [object(a, 'rule-a'), object(b, 'rule-b')];
  const routeA = object(a, 'route-a');
  impliedAfter(routeA, [ruleB, ruleA]);
  impliedAfter(object(b, 'route-b'), [ruleA]);
  expect(Testing.synth(a).map(({ metadata }) => metadata.name)).toEqual(['rule-a', 'route-a']);
});

it('gives way where a chart lies in another, which comes after it anyway', () => {
  const app = new App();
  const outer = new Chart(app, 'outer');
  const gateway = object(outer, 'gateway');
  impliedAfter(object(new Chart(outer, 'inner'), 'route'), [gateway]);
  expect(order(app)).toEqual([
    ['inner', 'route'],
    ['outer', 'gateway'],
  ]);
});

it('keeps what closes no circle beside what does', () => {
  const [app, a, b, c] = chartsOf('a', 'b', 'c') as [App, Chart, Chart, Chart];
  const [first, second, third] = [object(a, 'a1'), object(b, 'b1'), object(c, 'c1')];
  impliedAfter(first, [second, third]);
  impliedAfter(second, [first]);
  expect(order(app).map(([chart]) => chart)).toEqual(['c', 'a', 'b']);
});

it('is decided anew for an app that grows', () => {
  const [app, a, b] = chartsOf('a', 'b') as [App, Chart, Chart];
  const [first, second] = [object(a, 'a1'), object(b, 'b1')];
  impliedAfter(first, [second]);
  expect(order(app).map(([chart]) => chart)).toEqual(['b', 'a']);
  impliedAfter(second, [first]);
  expect(order(app).map(([chart]) => chart)).toEqual(['a', 'b']);
});

it('is asked once an edge and round, however many there are', () => {
  const [app, chart] = chartsOf('a') as [App, Chart];
  const rule = object(chart, 'rule');
  let walks = 0;
  const findAll = app.node.findAll.bind(app.node);
  app.node.findAll = (...args) => {
    walks++;
    return findAll(...args);
  };
  for (let index = 0; index < 200; index++) impliedAfter(object(chart, `route-${index}`), [rule]);
  for (const { node } of chart.node.children) node.dependencies;
  const once = walks;
  expect(once).toBe(1);
});

import { ApiObject, App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { orderApp } from '../../lib/synth/ordered-app';

function object(scope: Construct, id: string): ApiObject {
  return new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap' });
}

function order(app: App): string[] {
  return orderApp(app).charts.flatMap(({ objects }) => objects.map(({ node }) => node.path));
}

describe('constructs that wait for each other are refused', () => {
  test('rejects a circle of objects, naming the way round', () => {
    const app = new App();
    const chart = new Chart(app, 'chart');
    const [a, b, c] = ['a', 'b', 'c'].map((id) => object(chart, id)) as [ApiObject, ApiObject, ApiObject];
    a.addDependency(b);
    b.addDependency(c);
    c.addDependency(a);
    expect(() => order(app)).toThrow(
      "chart/a: a construct depends on itself, got 'chart/a => chart/b => chart/c => chart/a'; remove one of these dependencies",
    );
  });

  test('rejects a circle of charts that only their objects make', () => {
    const app = new App();
    const [one, two] = [new Chart(app, 'one'), new Chart(app, 'two')];
    object(one, 'a').addDependency(object(two, 'b'));
    object(two, 'c').addDependency(object(one, 'd'));
    expect(() => order(app)).toThrow("one: a construct depends on itself, got 'one => two => one'");
  });

  test('rejects a construct that depends on itself, which cdk8s drops without a word', () => {
    const build = (): App => {
      const app = new App({ outdir: '/nowhere' });
      const a = object(new Chart(app, 'chart'), 'a');
      a.addDependency(a);
      return app;
    };
    expect(() => order(build())).toThrow("chart/a: a construct depends on itself, got 'chart/a => chart/a'");
    expect(build().synthYaml()).toBe('');
  });

  test('rejects a construct that depends on one around it, when two objects lie in both', () => {
    const app = new App();
    const group = new Construct(new Chart(app, 'chart'), 'group');
    object(group, 'a').node.addDependency(group);
    object(group, 'b');
    expect(order(app)).toEqual(['chart/group/b', 'chart/group/a']);
    const inner = new Construct(group, 'inner');
    object(inner, 'c');
    object(inner, 'd');
    inner.node.addDependency(group);
    expect(() => order(app)).toThrow(
      "chart/group/inner: a dependency between a construct and one around it makes the objects in both wait for each other, got 'chart/group'",
    );
  });

  test('rejects a dependency on a construct outside of all charts', () => {
    const app = new App();
    object(new Chart(app, 'chart'), 'a').node.addDependency(new Construct(app, 'loose'));
    expect(() => order(app)).toThrow('loose: a dependency must begin and end inside a chart');
  });
});

test('the tree keeps the dependencies that it had', () => {
  const app = new App();
  const [one, two] = [new Chart(app, 'one'), new Chart(app, 'two')];
  object(one, 'a').addDependency(object(two, 'b'));
  expect(order(app)).toEqual(['two/b', 'one/a']);
  expect(
    app.node.findAll().map(({ node }) => [node.path, node.dependencies.map((other) => other.node.path)]),
  ).toEqual([
    ['', []],
    ['one', []],
    ['one/a', ['two/b']],
    ['two', []],
    ['two/b', []],
  ]);
});

/** An app of so many charts of five objects each. */
function manyCharts(charts: number, connect: (chart: Chart, before: Chart, first: Chart) => void): App {
  const app = new App();
  let before: Chart | undefined;
  let first: Chart | undefined;
  for (let index = 0; index < charts; index++) {
    const chart = new Chart(app, `c${index}`);
    for (let at = 0; at < 5; at++) object(chart, `o${at}`);
    if (before && first) connect(chart, before, first);
    first ??= chart;
    before = chart;
  }
  return app;
}

/**
 * cdk8s follows every path: the first of these takes it 18 s at 12 charts, and five times as long for each further one,
 * so that who follows paths never ends here. How time grows with the charts is measured by `npm run bench`.
 */
test.each<[string, Parameters<typeof manyCharts>[1], string]>([
  ['a chain', (chart, before) => chart.addDependency(before), 'c0/o0'],
  ['a hub', (chart, _, first) => chart.addDependency(first), 'c0/o0'],
  ['a hub the other way round', (chart, _, first) => first.addDependency(chart), 'c1/o0'],
])('%s of charts is ordered, though there are more paths than anyone can follow', (_, connect, begin) => {
  const objects = order(manyCharts(300, connect));
  expect(objects).toHaveLength(1500);
  expect(objects[0]).toBe(begin);
});

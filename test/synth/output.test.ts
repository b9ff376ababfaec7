import { ApiObject, App, Chart, YamlOutputType } from 'cdk8s';
import { type Folders, outputOfApp, outputOfFolders } from '../../lib/synth/output';

function app(build: (chart: Chart) => void, id = 'chart', namespace?: string): App {
  const made = new App();
  build(new Chart(made, id, namespace === undefined ? {} : { namespace }));
  return made;
}

function object(chart: Chart, id: string, kind = 'ConfigMap', metadata: object = { name: id }): ApiObject {
  return new ApiObject(chart, id, { apiVersion: 'v1', kind, metadata });
}

function texts(folders: Folders): Record<string, string> {
  return Object.fromEntries(outputOfFolders(folders, undefined).files);
}

test('folders hold apps and finished files', () => {
  const guide = app((chart) => object(chart, 'a'));
  const addons = app((chart) => object(chart, 'b'));
  const output = outputOfFolders({ '.': guide, addons, 'addons/dashboards': { 'x.json': '{}' } }, undefined);
  expect([...output.files.keys()]).toEqual([
    'chart.k8s.yaml',
    'addons/chart.k8s.yaml',
    'addons/dashboards/x.json',
  ]);
  expect([...output.counts]).toEqual([
    ['chart.k8s.yaml', 1],
    ['addons/chart.k8s.yaml', 1],
  ]);
});

describe('one object is made once', () => {
  test('rejects the same object in two charts of two folders, naming both constructs', () => {
    const guide = app((chart) => object(chart, 'a', 'ConfigMap', { name: 'same' }), 'one', 'demo');
    const addons = app(
      (chart) => object(chart, 'b', 'ConfigMap', { name: 'same', namespace: 'demo' }),
      'two',
    );
    expect(() => texts({ '.': guide, addons })).toThrow(
      "two/b: the same object is already made at 'one/a', got 'ConfigMap demo/same'; make it once, or give one of the two another name or namespace",
    );
  });

  test('two versions of a kind are one object, two groups and two namespaces are not', () => {
    const build = (...made: [string, string | undefined][]): App =>
      app((chart) => {
        for (const [index, [apiVersion, namespace]] of made.entries()) {
          new ApiObject(chart, `o${index}`, {
            apiVersion,
            kind: 'Gateway',
            metadata: { name: 'g', ...(namespace && { namespace }) },
          });
        }
      });
    const other: [string, string | undefined][] = [
      ['networking.istio.io/v1', undefined],
      ['gateway.networking.k8s.io/v1', undefined],
      ['networking.istio.io/v1', 'demo'],
    ];
    expect(() => texts({ '.': build(...other) })).not.toThrow();
    expect(() => texts({ '.': build(...other, ['networking.istio.io/v1beta1', 'demo']) })).toThrow(
      "chart/o3: the same object is already made at 'chart/o2', got 'Gateway.networking.istio.io demo/g'",
    );
  });

  test('one app may make an object twice, as cdk8s lets it: its charts may be meant for two clusters', () => {
    const twice = new App();
    for (const cluster of ['east', 'west'])
      object(new Chart(twice, cluster), 'a', 'ConfigMap', { name: 'same' });
    expect([...outputOfApp(twice, undefined).files.keys()]).toEqual(['east.k8s.yaml', 'west.k8s.yaml']);
  });
});

describe('one file is written once', () => {
  test('rejects two objects that cdk8s would write to one file, where it would lose the first', () => {
    const perResource = new App({ yamlOutputType: YamlOutputType.FILE_PER_RESOURCE });
    const chart = new Chart(perResource, 'chart');
    new ApiObject(chart, 'a', {
      apiVersion: 'networking.istio.io/v1',
      kind: 'Gateway',
      metadata: { name: 'g' },
    });
    new ApiObject(chart, 'b', {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      metadata: { name: 'g' },
    });
    expect(() => outputOfApp(perResource, undefined)).toThrow(
      "chart/b: its file is already written by 'chart/a', got 'Gateway.g.k8s.yaml'; give one of the two another name",
    );
  });

  test('the same object in two charts is one file without loss', () => {
    const perResource = new App({ yamlOutputType: YamlOutputType.FILE_PER_RESOURCE });
    for (const id of ['a', 'b']) object(new Chart(perResource, id), 'ns', 'Namespace', { name: 'demo' });
    expect([...outputOfApp(perResource, undefined).files.keys()]).toEqual(['Namespace.demo.k8s.yaml']);
  });

  test('rejects two charts whose files some systems would take for one', () => {
    const guide = new App();
    for (const id of ['10-demo', '10-Demo']) object(new Chart(guide, id), 'x', 'ConfigMap', { name: id });
    expect(() => texts({ '.': guide })).toThrow(
      "10-demo.k8s.yaml: the names of two files differ in upper and lower case only, got [ '10-Demo.k8s.yaml', '10-demo.k8s.yaml' ]; give one of the two another name",
    );
  });

  test('rejects two charts of one file name', () => {
    const guide = new App();
    object(new Chart(new Chart(guide, 'a'), 'b'), 'x');
    object(new Chart(guide, 'a-b'), 'y');
    expect(() => texts({ '.': guide })).toThrow("its file is already written by 'a");
  });

  test('rejects a finished file under the name of a chart', () => {
    const guide = app((chart) => object(chart, 'a'));
    expect(() => texts({ addons: guide, './addons': { 'chart.k8s.yaml': 'x' } })).toThrow(
      'must stay inside the output folder',
    );
  });
});

describe('cluster-scoped objects carry no namespace', () => {
  test('that of their chart is taken off', () => {
    const guide = app((chart) => object(chart, 'demo', 'Namespace'), 'chart', 'demo');
    expect(texts({ '.': guide })).toEqual({
      'chart.k8s.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: demo\n',
    });
  });

  test('and stays where one app takes the place of app.synth()', () => {
    const guide = app((chart) => object(chart, 'demo', 'Namespace'), 'chart', 'demo');
    expect(outputOfApp(guide, undefined).files.get('chart.k8s.yaml')).toContain('  namespace: demo\n');
  });

  test('rejects one that somebody wrote', () => {
    const guide = app((chart) => object(chart, 'demo', 'Namespace', { name: 'demo', namespace: 'other' }));
    expect(() => texts({ '.': guide })).toThrow(
      "chart/demo: a Namespace belongs to the whole cluster and has no namespace, got 'other'; leave out metadata.namespace",
    );
  });
});

test.each(['', '..', '../x', '/x', 'a//b', 'a/../b', 'a/.', '~/../x/..', 'a\\b'])(
  'rejects the folder %j',
  (folder) => {
    expect(() => texts({ [folder]: { x: '' } })).toThrow(
      'a folder or file name must stay inside the output folder',
    );
  },
);

test.each(['', '.', '..', 'a/b', '/x', '..\\x', 'a\nb', '\ud800'])('rejects the file %j', (file) => {
  expect(() => texts({ '.': { [file]: '' } })).toThrow(
    'a folder or file name must stay inside the output folder',
  );
});

test('rejects half a character in a finished file, and in an object with the path of its construct', () => {
  expect(() => texts({ install: { 'x.yaml': 'a: \ud800' } })).toThrow(
    `synthesize: ["install/x.yaml"] holds half a character, which no YAML can carry, got "a: \\ud800"`,
  );
  const guide = app((chart) => {
    new ApiObject(chart, 'a', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'a' },
      data: { b: '\ud800' },
    });
  });
  expect(() => texts({ '.': guide })).toThrow('chart/a: data.b holds half a character');
});

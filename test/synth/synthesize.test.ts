import { join } from 'node:path';
import { ApiObject, App, Chart } from 'cdk8s';
import type { Finding } from '../../lib/diagnostics/finding';
import { type PlacedObject, synthesize } from '../../lib/synth';
import { contents, folderWith } from './folders';

/** An app with one object. */
function smallApp(outdir: string): App {
  const app = new App({ outdir });
  configMap(new Chart(app, 'chart'), 'a');
  return app;
}

function configMap(chart: Chart, name: string): ApiObject {
  return new ApiObject(chart, name, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } });
}

test('one app gives the files and the bytes of app.synth(), and the record of them', () => {
  const outdir = folderWith();
  const build = (to: string): App => {
    const app = new App({ outdir: to });
    const first = new Chart(app, 'first');
    const second = new Chart(app, 'second', { namespace: 'demo' });
    configMap(first, 'a').addDependency(configMap(second, 'b'));
    return app;
  };
  synthesize(build(outdir));
  const stock = folderWith();
  build(stock).synth();
  expect(contents(outdir)).toEqual({
    ...contents(stock),
    '.written-by-synth': `# The files that synthesis wrote here, and may therefore replace and remove.
${Object.keys(contents(stock)).sort().join('\n')}
`,
  });
});

test('folders give one file a chart, named after the chart alone', () => {
  const outdir = folderWith();
  const guide = new App({ outdir });
  const namespaces = new Chart(guide, '10-namespace', { namespace: 'demo' });
  new ApiObject(namespaces, 'demo', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'demo' } });
  const bookinfo = new Chart(guide, '20-bookinfo', { namespace: 'demo' });
  bookinfo.addDependency(namespaces);
  configMap(bookinfo, 'a');
  const addons = new App();
  configMap(new Chart(addons, 'kiali'), 'kiali');
  const seen: unknown[] = [];
  const check = (objects: readonly PlacedObject[]): undefined => {
    seen.push(...objects.map(({ file, path }) => [file, path]));
  };
  synthesize({ '.': guide, addons, install: { 'operator.yaml': 'a: 1\n' } }, { check });
  expect(contents(outdir)).toEqual({
    '.written-by-synth': `# The files that synthesis wrote here, and may therefore replace and remove.
10-namespace.k8s.yaml
20-bookinfo.k8s.yaml
addons/kiali.k8s.yaml
install/operator.yaml
`,
    '10-namespace.k8s.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: demo\n',
    '20-bookinfo.k8s.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  namespace: demo\n',
    'addons/kiali.k8s.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: kiali\n',
    'install/operator.yaml': 'a: 1\n',
  });
  expect(seen).toEqual([
    ['10-namespace.k8s.yaml', '10-namespace/demo'],
    ['20-bookinfo.k8s.yaml', '20-bookinfo/a'],
    ['addons/kiali.k8s.yaml', 'kiali/kiali'],
  ]);
});

describe('what a check finds', () => {
  const found = (level: Finding['level']): Finding => ({
    rule: 'dr-port-unknown',
    level,
    message: 'the service has no port 81',
    object: { apiVersion: 'networking.istio.io/v1', kind: 'DestinationRule', namespace: 'shop', name: 'web' },
    suggestion: 'write 80',
  });
  let told: string;

  beforeEach(() => {
    told = '';
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
      told += text;
      return true;
    });
  });

  afterEach(() => jest.restoreAllMocks());

  test('is told, and stops nothing where it is a warning', () => {
    const outdir = folderWith();
    const app = new App({ outdir });
    configMap(new Chart(app, 'chart'), 'a');
    synthesize(app, { check: () => [found('warning')] });
    expect(Object.keys(contents(outdir))).toContain('chart.k8s.yaml');
    expect(told).toBe(
      'warning dr-port-unknown  DestinationRule shop/web\n  the service has no port 81\n  → write 80\n',
    );
  });

  test('rejects the app where one is an error, and leaves the last output as it was', () => {
    const outdir = folderWith();
    const app = new App({ outdir });
    configMap(new Chart(app, 'chart'), 'a');
    synthesize(app);
    const before = contents(outdir);
    configMap(new Chart(app, 'more'), 'b');
    expect(() => synthesize(app, { check: () => [found('warning'), found('error')] })).toThrow(
      'manifests are not written that a cluster would refuse, or that would not work, got 1 error; mend them, or say with Findings.ignore why they are none',
    );
    expect(contents(outdir)).toEqual(before);
    expect(told).toContain('error dr-port-unknown  DestinationRule shop/web\n');
  });
});

test('the command to run next can be pasted, whatever the folder is called', () => {
  const outdir = join(folderWith(), "it's here");
  const { next } = synthesize(smallApp(outdir));
  expect(next).toEqual([`kubectl apply -f '${outdir.replace("'", "'\\''")}/'`]);
});

test('what the output needs and does not bring is told before those commands', () => {
  const outdir = folderWith();
  const first = ['kubectl apply -f crds.yaml'];
  expect(synthesize(smallApp(outdir), { first }).next).toEqual([...first, `kubectl apply -f ${outdir}/`]);
  expect(synthesize(smallApp(outdir), { first, next: ['make'] }).next).toEqual([...first, 'make']);
});

test('nothing is to run next where no object is', () => {
  const app = new App();
  new Chart(app, 'chart');
  expect(synthesize(app, { outdir: folderWith() }).next).toEqual([]);
});

test('the commands to run next reach every folder with objects, but those whose time comes later', () => {
  const app = (name: string) => {
    const made = new App({ outdir: folderWith() });
    new ApiObject(new Chart(made, name), name, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } });
    return made;
  };
  const outdir = folderWith();
  const folders = {
    '.': app('guide'),
    addons: app('addons'),
    'my shop': app('shop'),
    none: new App(),
    install: { a: 'b' },
  };
  expect(synthesize(folders, { outdir, later: ['addons'] }).next).toEqual([
    `kubectl apply -f ${outdir}/`,
    `kubectl apply -f '${outdir}/my shop/'`,
  ]);
});

test('an empty CDK8S_OUTDIR is one that is not set, not the current folder', () => {
  const before = { outdir: process.env.CDK8S_OUTDIR, folder: process.cwd() };
  process.env.CDK8S_OUTDIR = '';
  process.chdir(folderWith());
  try {
    expect(synthesize({ '.': new App() }).outdir).toBe('dist');
  } finally {
    process.chdir(before.folder);
    if (before.outdir === undefined) delete process.env.CDK8S_OUTDIR;
    else process.env.CDK8S_OUTDIR = before.outdir;
  }
});

test.each<[wrong: unknown, options: unknown, message: string]>([
  [undefined, {}, 'synthesize: output: an app is expected, got undefined'],
  [Promise.resolve({}), {}, 'synthesize: output: an app is expected, got Promise {'],
  [new Chart(new App(), 'chart'), {}, "synthesize: output: an app is expected, got Chart 'chart'"],
  [{ '.': 5 }, {}, "synthesize: output['.']: values by name are expected, got 5"],
  [{ install: { 'a.yaml': {} } }, {}, "synthesize: output.install['a.yaml']: a text is expected, got {}"],
  [new App(), { outdir: 5 }, 'synthesize: options.outdir: a text is expected, got 5'],
  [
    new App(),
    { chek: () => [] },
    "synthesize: options.chek: there is no such property, got [Function: chek]; did you mean 'check'?",
  ],
  [new App(), { check: [] }, 'synthesize: options.check: a function is expected, got []'],
  [new App(), { later: 'addons' }, "synthesize: options.later: a list is expected, got 'addons'"],
  [
    { addons: {} },
    { later: ['adons'] },
    "synthesize: options.later[0]: there is no such folder, got 'adons'; did you mean 'addons'? known are 'addons'",
  ],
  [new App(), null, 'synthesize: options: an object is expected, got null'],
  [
    new App(),
    { check: async () => [] },
    'the check of synthesize: a check answers with a list of findings, at once, got a promise',
  ],
])('rejects what it can not write: %p, %p', (output, options, message) => {
  expect(() => synthesize(output as never, options as never)).toThrow(message);
});

import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { compiledAlone, tsc } from '../tsc';
import { examplesOfPages } from './extract';

const root = join(__dirname, '../..');
const folder = join(root, 'node_modules/.cache/cdk8s-istio-plus-app');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec?: unknown;
}

/** The app of docs/cdk8s-plus.md with a release of cdk8s-plus, and with this checkout for the package. */
function appWith(plus: string): string {
  const [app] = examplesOfPages('cdk8s-plus.md').filter(({ code }) => code.includes('synthesize(app)'));
  const project = join(folder, plus);
  mkdirSync(project, { recursive: true });
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    exports: Record<string, { readonly default: string }>;
  };
  const code = (app as { code: string }).code
    .replace("'cdk8s-plus-27'", `'${plus}'`)
    .replace(/'cdk8s-istio(\/\w+)?'/g, (_, entry = '') => {
      const built = exports[`.${entry}`]?.default as string;
      return `'${join(root, built.replace('build/', '').replace(/\.js$/, ''))}'`;
    });
  writeFileSync(join(project, 'main.ts'), code);
  // cdk8s-plus' own declarations do not stand the option.
  compiledAlone(project, 'main.ts', { exactOptionalPropertyTypes: false });
  return project;
}

describe.each(['cdk8s-plus-27', 'cdk8s-plus-34'])('the app of the docs with %s', (plus) => {
  const project = appWith(plus);

  it('compiles', () => {
    expect(tsc(['--project', project]).filter((line) => line.includes(plus))).toEqual([]);
  });

  it('is synthesized: routes, subsets and policies name what cdk8s-plus made', () => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(root, 'bin/synth.cjs'), '--stdout'],
      { cwd: project, encoding: 'utf8' },
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const objects = parseAllDocuments(stdout).map((document) => document.toJS() as Manifest);
    const specOf = (kind: string, name: string): unknown =>
      objects.find(
        (object) => object.kind === kind && [name, `20-shop-${name}`].includes(object.metadata.name),
      )?.spec;
    const podsOf = (name: string): Record<string, string> =>
      (specOf('Deployment', name) as { selector: { matchLabels: Record<string, string> } }).selector
        .matchLabels;

    expect(Object.keys(podsOf('reviews-v1'))).toEqual(['cdk8s.io/metadata.addr']);
    expect(specOf('DestinationRule', 'reviews-versions')).toEqual({
      host: 'reviews.shop.svc.cluster.local',
      subsets: [
        { name: 'v1', labels: podsOf('reviews-v1') },
        { name: 'v2', labels: podsOf('reviews-v2') },
      ],
    });
    const destination = { host: 'reviews.shop.svc.cluster.local', port: { number: 9080 } };
    expect(specOf('VirtualService', 'reviews-routes')).toEqual({
      hosts: ['reviews.shop.svc.cluster.local'],
      http: [
        {
          route: [
            { destination: { ...destination, subset: 'v1' }, weight: 90 },
            { destination: { ...destination, subset: 'v2' }, weight: 10 },
          ],
        },
      ],
    });
    expect(specOf('AuthorizationPolicy', 'reviews-v1-readers')).toEqual({
      action: 'ALLOW',
      selector: { matchLabels: podsOf('reviews-v1') },
      rules: [
        {
          from: [{ source: { principals: ['cluster.local/ns/shop/sa/20-shop-productpage-account'] } }],
          to: [{ operation: { methods: ['GET'], paths: ['/reviews/*'] } }],
        },
      ],
    });
    const kinds = objects.map(({ kind }) => kind);
    expect(kinds.indexOf('Service')).toBeLessThan(kinds.indexOf('DestinationRule'));
    expect(kinds.indexOf('DestinationRule')).toBeLessThan(kinds.indexOf('VirtualService'));
  });
});

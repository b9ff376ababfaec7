/** A kind of project that people have: its settings, and how its program is run. */
export interface Project {
  readonly name: string;
  readonly type: 'module' | 'commonjs';
  /** The compiler by the name that it is installed under; none where nothing is compiled. */
  readonly compiler?: 'typescript' | 'typescript-5';
  readonly compilerOptions?: Readonly<Record<string, unknown>>;
  readonly extension: 'ts' | 'mts' | 'cts' | 'mjs' | 'cjs';
  /** The command that runs the program, its file named last. */
  readonly command: readonly [string, ...string[]];
  /** Whether another Node than the one that runs the tests is needed, which npm has for some platforms. */
  readonly needsNode?: boolean;
  /** What is run where it is not the program itself but what it was compiled to. */
  readonly runs?: string;
}

const strict = { target: 'ES2022', strict: true, skipLibCheck: false, types: ['node'], outDir: 'out' };

/** Every way in which cdk8s apps are written today. */
export const projects: readonly Project[] = [
  {
    name: 'an ES module, node16',
    type: 'module',
    compiler: 'typescript',
    compilerOptions: { ...strict, module: 'node16' },
    extension: 'ts',
    command: ['node'],
    runs: 'out/main.js',
  },
  {
    name: 'CommonJS, node16',
    type: 'commonjs',
    compiler: 'typescript',
    compilerOptions: { ...strict, module: 'node16' },
    extension: 'ts',
    command: ['node'],
    runs: 'out/main.js',
  },
  {
    name: 'an ES module, nodenext',
    type: 'module',
    compiler: 'typescript',
    compilerOptions: { ...strict, module: 'nodenext' },
    extension: 'ts',
    command: ['node'],
    runs: 'out/main.js',
  },
  {
    name: 'bundler, run by tsx',
    type: 'module',
    compiler: 'typescript',
    compilerOptions: { ...strict, module: 'preserve', moduleResolution: 'bundler', noEmit: true },
    extension: 'ts',
    command: ['npx', 'tsx'],
  },
  {
    // The settings of `cdk8s init typescript-app`, which names no resolution.
    name: "cdk8s' own template, run by ts-node",
    type: 'commonjs',
    compiler: 'typescript-5',
    compilerOptions: {
      alwaysStrict: true,
      charset: undefined,
      experimentalDecorators: true,
      inlineSourceMap: true,
      inlineSources: true,
      lib: ['es2022'],
      module: 'CommonJS',
      noEmitOnError: true,
      noFallthroughCasesInSwitch: true,
      noImplicitAny: true,
      noImplicitReturns: true,
      noImplicitThis: true,
      noUnusedLocals: true,
      noUnusedParameters: true,
      resolveJsonModule: true,
      strict: true,
      strictNullChecks: true,
      strictPropertyInitialization: true,
      stripInternal: true,
      target: 'ES2017',
      types: ['node'],
      noEmit: true,
    },
    extension: 'ts',
    command: ['npx', 'ts-node', '--compiler', 'typescript-5'],
  },
  // Node leaves out the types by itself.
  ...([22, 24] as const).flatMap((release): Project[] => [
    {
      name: `an ES module, run by Node ${release} itself`,
      type: 'module',
      extension: 'ts',
      command: [`../node_modules/node-${release}/bin/node`],
      needsNode: true,
    },
    {
      name: `CommonJS, run by Node ${release} itself`,
      type: 'commonjs',
      extension: 'cts',
      command: [`../node_modules/node-${release}/bin/node`],
      needsNode: true,
    },
  ]),
  { name: 'JavaScript, import', type: 'module', extension: 'mjs', command: ['node'] },
  { name: 'JavaScript, require', type: 'commonjs', extension: 'cjs', command: ['node'] },
];

/** A program over every entry of the package. */
export function program(project: Project): string {
  const imports: readonly (readonly [string, string])[] = [
    ['App, Chart', 'cdk8s'],
    ['exactly, Gateway, HttpRoute, Server, VirtualService', 'cdk8s-istio'],
    ['Injection, MeshNamespace, Microservice', 'cdk8s-istio/workload'],
    ['IngressGateway', 'cdk8s-istio/install'],
    ['Prometheus', 'cdk8s-istio/addons'],
    ['SyncWave', 'cdk8s-istio/argocd'],
    ['synthesize', 'cdk8s-istio/synth'],
    ['WorkloadEntry', 'cdk8s-istio/imports/networking.istio.io'],
  ];
  const requires = project.extension.startsWith('c');
  return `${imports
    .map(([names, from]) =>
      requires ? `const { ${names} } = require('${from}');` : `import { ${names} } from '${from}';`,
    )
    .join('\n')}

if (Prometheus === undefined || SyncWave === undefined) throw new Error('an entry is empty');
const app = new App();
const chart = new Chart(app, 'shop', { namespace: 'shop', disableResourceNameHashes: true });
new MeshNamespace(chart, 'shop-namespace', { name: 'shop', injection: Injection.enabled });
const cart = new Microservice(chart, 'cart', {
  ports: { http: 8080 },
  versions: { v1: { image: 'example/cart:1' } },
});
const gateway = new Gateway(chart, 'public', {
  ingress: IngressGateway.istioctl(),
  servers: [Server.http({ hosts: ['shop.example.com'] })],
});
new VirtualService(chart, 'cart-routes', {
  hosts: ['shop.example.com'],
  gateways: [gateway],
  http: [HttpRoute.to(cart, { match: [{ path: exactly('/cart') }] })],
});
new WorkloadEntry(chart, 'machine', { spec: { address: '10.0.0.7' } });
synthesize(app);
`;
}

/** Tests of a chart, as they are written for vitest without its globals. */
export const vitestProgram = `import { App, Chart } from 'cdk8s';
import { HttpRoute, VirtualService } from 'cdk8s-istio';
import { type FindingMatchers, matchers, type RoutingMatchers, routingMatchers } from 'cdk8s-istio/jest';
import { Injection, MeshNamespace, Microservice } from 'cdk8s-istio/workload';
import { expect, it } from 'vitest';

declare module 'vitest' {
  interface Matchers<T = any> extends FindingMatchers<T>, RoutingMatchers<T> {}
}
expect.extend({ ...matchers, ...routingMatchers });

class Shop extends Chart {
  public readonly cart = new Microservice(this, 'cart', {
    ports: { http: 80 },
    versions: { v1: { image: 'example/cart:1' } },
  });

  public constructor() {
    super(new App(), 'shop', { namespace: 'shop' });
    new MeshNamespace(this, 'namespace', { name: 'shop', injection: Injection.enabled });
  }

  public routes(id: string) {
    return new VirtualService(this, id, { hosts: [this.cart], http: [HttpRoute.to(this.cart)] });
  }
}

it('finds nothing wrong', () => {
  const shop = new Shop();
  shop.routes('one');
  expect(shop).toHaveNoFindings();
});

it('finds what is wrong', () => {
  const shop = new Shop();
  const [one, two] = [shop.routes('one'), shop.routes('two')];
  expect(shop).toHaveFinding({ rule: 'vs-conflicting-hosts', on: one });
  expect(shop).not.toHaveFinding({ rule: 'dr-conflict', on: two });
  expect(() => expect(shop).toHaveNoFindings({ from: 'error' })).toThrow(/vs-conflicting-hosts/);
});
`;

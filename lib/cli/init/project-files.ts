import { IstioRelease } from '../../release/istio-release';

/** What a new project is made with. */
export interface NewProject {
  /** The name of the package and of its namespace: a DNS label. */
  readonly name: string;
  /** What `npm install` takes cdk8s-istio from: a version, or a file. */
  readonly source: string;
}

/** The files of a small app that synthesizes, tests itself and checks its manifests in pull requests. */
export function projectFiles(project: NewProject): Readonly<Record<string, string>> {
  return {
    'main.ts': mainProgram(project),
    'routes.ts': routes,
    'routes.test.ts': test,
    'package.json': `${JSON.stringify(packageJson(project), undefined, 2)}\n`,
    'tsconfig.json': `${JSON.stringify(tsconfig, undefined, 2)}\n`,
    'jest.config.js': jestConfig,
    'cdk8s.yaml': cdk8sYaml,
    '.gitignore': 'node_modules/\n',
    '.github/workflows/manifests.yaml': workflow,
  };
}

const mainProgram = ({ name }: NewProject) => `import { App } from 'cdk8s';
import { ApiVersions, IstioRelease, ownedBy } from 'cdk8s-istio';
import { Findings } from 'cdk8s-istio/analysis';
import { synthesize } from 'cdk8s-istio/synth';
import { Routes } from './routes';

const app = new App();
// The Istio of the cluster: it decides the apiVersion of each kind, and what came with a later one is refused.
const release = IstioRelease.of('${IstioRelease.latest.version}');
ApiVersions.use(app, release.apiVersions);
new Routes(app, '${name}', { namespace: '${name}', labels: ownedBy('${name}') });
// What a cluster would refuse, or what would not work, stops it before anything is written; warnings are told.
synthesize(app, { check: Findings.check({ release }) });
`;

const routes = `import { Chart, type ChartProps } from 'cdk8s';
import { Gateway, HttpRoute, Server, startsWith, VirtualService } from 'cdk8s-istio';
import { IngressGateway } from 'cdk8s-istio/install';
import { Injection, MeshNamespace, Microservice } from 'cdk8s-istio/workload';
import type { Construct } from 'constructs';

/** A service in the mesh, and its way in from outside. */
export class Routes extends Chart {
  public constructor(scope: Construct, id: string, props: ChartProps & { readonly namespace: string }) {
    super(scope, id, props);
    new MeshNamespace(this, 'namespace', { name: props.namespace, injection: Injection.enabled });

    const web = new Microservice(this, 'web', {
      ports: { http: 8080 },
      versions: { v1: { image: 'docker.io/hashicorp/http-echo:1.0', container: { args: ['-listen=:8080', '-text=hello'] } } },
    });
    const gateway = new Gateway(this, 'public', {
      ingress: IngressGateway.istioctl(),
      servers: [Server.http({ hosts: ['*'] })],
    });
    new VirtualService(this, 'web-routes', {
      hosts: ['*'],
      gateways: [gateway],
      http: [HttpRoute.to(web, { match: [{ path: startsWith('/') }] })],
    });
  }
}
`;

const test = `import { App, Testing } from 'cdk8s';
import { Routes } from './routes';

it('routes everything to the service', () => {
  const manifests = Testing.synth(new Routes(new App(), 'test', { namespace: 'test' }));
  const { spec } = manifests.find(({ kind }) => kind === 'VirtualService');
  expect(spec.http[0].route[0].destination.host).toBe('web.test.svc.cluster.local');
});
`;

const packageJson = ({ name, source }: NewProject) => ({
  name,
  version: '0.1.0',
  private: true,
  scripts: {
    synth: 'cdk8s-istio synth',
    watch: 'cdk8s-istio watch',
    analyze: 'cdk8s-istio analyze',
    test: 'tsc && jest',
  },
  dependencies: { cdk8s: '^2.70.0', 'cdk8s-istio': source, constructs: '^10.4.0' },
  devDependencies: {
    '@swc/core': '^1.16.0',
    '@swc/jest': '^0.2.39',
    '@types/jest': '^30.0.0',
    '@types/node': '^20.19.0',
    esbuild: '^0.28.0',
    jest: '^30.5.0',
    typescript: '^7.0.2',
  },
  // Their binaries come as packages: npm need not ask whether it may run their scripts.
  allowScripts: { '@parcel/watcher': false, '@swc/core': false, esbuild: false },
});

const tsconfig = {
  compilerOptions: {
    target: 'ES2022',
    module: 'preserve',
    moduleResolution: 'bundler',
    types: ['node', 'jest'],
    strict: true,
    noUncheckedIndexedAccess: true,
    isolatedModules: true,
    skipLibCheck: true,
    noEmit: true,
  },
  include: ['*.ts'],
};

const jestConfig = `module.exports = { transform: { '^.+\\\\.ts$': '@swc/jest' } };
`;

const cdk8sYaml = `language: typescript
app: npx cdk8s-istio synth
output: dist
`;

const workflow = `name: manifests
on: [push, pull_request]
jobs:
  manifests:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - uses: actions/setup-node@v5
        with:
          node-version: 22
          cache: npm
      - run: npm ci
      - run: npm test
      - run: npm run synth
      - run: npx cdk8s-istio analyze -o github
      - name: dist/ is what the source says
        run: git status --short dist && git diff dist && test -z "$(git status --porcelain dist)"
`;

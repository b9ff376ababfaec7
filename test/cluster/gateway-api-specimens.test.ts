import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdk8s';
import { AlphaGatewayApi } from '../../lib/release/alpha-gateway-api';
import { ApiVersions } from '../../lib/release/api-versions';
import { IstioRelease } from '../../lib/release/istio-release';
import { specimens as allSpecimens } from '../gateway-api/specimens';
import { assets, type ControlPlane, startControlPlane } from './control-plane';

const folder = process.env.GATEWAY_API_CRDS;
const withBoth = folder === undefined || assets === undefined ? describe.skip : describe;

withBoth('the specimens of lib/gateway-api on an API server with the CRDs of the Gateway API', () => {
  let plane: ControlPlane;

  beforeAll(async () => {
    plane = await startControlPlane();
    await plane.must(['create', 'namespace', 'demo']);
    await plane.must(['create', '-f', '-'], crds(folder as string));
    await plane.must(['wait', '--for=condition=Established', 'crd', '--all', '--timeout=30s']);
  }, 120_000);
  afterAll(() => plane?.stop());

  it('are accepted: no field is unknown, and no rule of the CRDs is broken', async () => {
    const written = specimens().filter(({ apiVersion }) =>
      apiVersion.startsWith('gateway.networking.k8s.io/'),
    );
    const create = ['create', '--dry-run=server', '--validate=strict', '-o', 'name', '-f', '-'];
    const names = (await plane.must(create, json(written))).trim().split('\n');
    expect(names.length).toBe(written.length);
    expect(new Set(written.map(({ kind }) => kind)).size).toBe(9);
  }, 60_000);

  it('would be refused with a field that the CRD does not have', async () => {
    const [first] = specimens();
    const object = { ...first, spec: { ...(first?.spec as object), controllers: 'x' } };
    const create = ['create', '--dry-run=server', '--validate=strict', '-f', '-'];
    expect((await plane.kubectl(create, json([object]))).stderr).toContain(
      'unknown field "spec.controllers"',
    );
  }, 60_000);
});

/** Those of both channels: what Istio takes is in the one or the other. */
function crds(path: string): string {
  const kinds = new Map<string, string>();
  for (const channel of [join(path, 'experimental'), path].filter(existsSync)) {
    for (const file of readdirSync(channel).filter((name) => name.endsWith('.yaml')))
      kinds.set(file, readFileSync(join(channel, file), 'utf8'));
  }
  return [...kinds.values()].join('\n---\n');
}

/** The specimens for the Istio release that the CRDs are those of. */
function specimens() {
  const isOld = crds(folder as string).includes('bundle-version: v1.5.');
  const app = new App();
  ApiVersions.use(app, IstioRelease.of(isOld ? '1.30' : '1.31').apiVersions);
  AlphaGatewayApi.use(app);
  return allSpecimens(app);
}

function json(objects: readonly object[]): string {
  return objects.map((object) => JSON.stringify(object)).join('\n');
}

import { specimens } from '../istio/specimens';
import { newestFolder, objectsOf, readCrds } from '../release/release-folder';
import { assets, type ControlPlane, startControlPlane } from './control-plane';

/** Specimens use what the newest release has. */
const withBoth = newestFolder === undefined || assets === undefined ? describe.skip : describe;

withBoth('the specimens of lib/istio on an API server with the CRDs of the newest release', () => {
  let plane: ControlPlane;

  beforeAll(async () => {
    plane = await startControlPlane();
    await plane.must(['create', 'namespace', 'demo']);
    await plane.must(['create', '-f', '-'], json(readCrds(newestFolder)));
    await plane.must(['wait', '--for=condition=Established', 'crd', '--all', '--timeout=30s']);
  }, 120_000);
  afterAll(() => plane?.stop());

  it('are accepted as they are: no field is unknown, none is dropped, none is added', async () => {
    const written = specimens();
    const create = ['create', '--dry-run=server', '--validate=strict', '-o', 'yaml', '-f', '-'];
    const kept = objectsOf(await plane.must(create, json(written)));
    expect(kept.map(({ kind, metadata, spec }) => ({ kind, name: metadata.name, spec }))).toEqual(
      written.map(({ kind, metadata, spec }) => ({ kind, name: metadata.name, spec })),
    );
  }, 60_000);

  it('would be refused with a field or a value that the CRD does not have', async () => {
    const [gateway] = specimens();
    const refused = async (spec: object): Promise<string> => {
      const object = { ...gateway, spec: { ...(gateway?.spec as object), ...spec } };
      const create = ['create', '--dry-run=server', '--validate=strict', '-f', '-'];
      return (await plane.kubectl(create, json([object]))).stderr;
    };
    expect(await refused({ selectors: {} })).toContain('unknown field "spec.selectors"');
    expect(await refused({ servers: [{ hosts: ['*'] }] })).toContain('spec.servers[0].port: Required value');
  }, 60_000);
});

/** As JSON, in which a text such as `yes` stays one. */
function json(objects: readonly object[]): string {
  return objects.map((object) => JSON.stringify(object)).join('\n');
}

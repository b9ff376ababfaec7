import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exampleProgram, runExamples } from '../examples/written';
import { newestFolder, readCrds } from '../release/release-folder';
import { assets, type ControlPlane, startControlPlane } from './control-plane';
import { established } from './istio-crds';

const folder = process.env.GATEWAY_API_CRDS;
const withAll = [folder, newestFolder, assets].includes(undefined) ? describe.skip : describe;

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly namespace?: string };
}

withAll('the examples of the documentation on an API server', () => {
  let plane: ControlPlane;

  beforeAll(async () => {
    plane = await startControlPlane();
    const crds = readCrds(newestFolder).map((crd) => JSON.stringify(crd));
    await plane.must(['create', '-f', '-'], crds.join('\n'));
    await plane.must(['create', '-f', '-'], gatewayApiCrds(folder as string));
    await established(plane);
  }, 120_000);
  afterAll(() => plane?.stop());

  it('are accepted: no field is unknown, and no rule of the CRDs is broken', async () => {
    const isOld = gatewayApiCrds(folder as string).includes('bundle-version: v1.5.');
    const written = runExamples(exampleProgram('cdk8s-istio-cluster-examples'), isOld ? '1.30' : '1.31');
    expect(written.filter(({ error }) => error !== undefined)).toEqual([]);
    const objects = written.flatMap((one) =>
      (one.objects as readonly Manifest[]).map((object) => ({ at: one.at, object })),
    );
    const namespaces = new Set(objects.map(({ object }) => object.metadata.namespace ?? 'default'));
    for (const name of namespaces) await plane.kubectl(['create', 'namespace', name]);
    const refused: string[] = [];
    for (const { at, object } of objects) {
      // Their CRDs are not here; those of Argo CD are in a test of their own.
      if (/^(?:cert-manager|argoproj)\.io\//.test(object.apiVersion)) continue;
      const apply = ['apply', '--dry-run=server', '--validate=strict', '-f', '-'];
      const { code, stderr } = await plane.kubectl(apply, JSON.stringify(object));
      if (code !== 0) refused.push(`${at} ${object.kind}: ${stderr.trim()}`);
    }
    // One example patches in what no release has yet.
    expect(refused).toEqual([expect.stringContaining('unknown field "spec.servers[0].newField"')]);
    expect(objects.length).toBeGreaterThan(100);
  }, 300_000);
});

/** Those of both channels: what Istio takes is in the one or the other. */
function gatewayApiCrds(path: string): string {
  const kinds = new Map<string, string>();
  for (const channel of [join(path, 'experimental'), path].filter(existsSync)) {
    for (const file of readdirSync(channel).filter((name) => name.endsWith('.yaml')))
      kinds.set(file, readFileSync(join(channel, file), 'utf8'));
  }
  return [...kinds.values()].join('\n---\n');
}

import { stringify } from 'yaml';
import { AddonVariant } from '../../lib/addons';
import { dashboards } from '../../lib/addons/dashboards';
import { production, type Rendered, renderAddons } from '../addons/rendered';
import { istioHome, readCrds, releaseOfFolder } from '../release/release-folder';
import { assets, type ControlPlane, startControlPlane } from './control-plane';
import { installCrds } from './istio-crds';

const withBoth = istioHome === undefined || assets === undefined ? describe.skip : describe;

withBoth('the add-ons on an API server with the CRDs of the release in ISTIO_HOME', () => {
  const release = releaseOfFolder();
  const files = dashboards(release);
  const demo = renderAddons(release.version, AddonVariant.demo, files).all;
  const closed = renderAddons(release.version, production, files).all;
  let plane: ControlPlane;

  beforeAll(async () => {
    plane = await startControlPlane();
    await installCrds(plane, readCrds());
    await plane.must(['create', 'namespace', 'istio-system']);
  }, 120_000);
  afterAll(() => plane?.stop());

  it('are accepted to the last field, and unchanged when they are applied again', async () => {
    const apply = ['apply', '--validate=strict', '-f', '-'];
    expect(verbs(await plane.must(apply, yaml(demo)))).toEqual(Array(demo.length).fill('created'));
    expect(verbs(await plane.must(apply, yaml(demo)))).toEqual(Array(demo.length).fill('unchanged'));
    expect((await plane.kubectl(['diff', '-f', '-'], yaml(demo))).code).toBe(0);
  }, 60_000);

  it('become those of production in place: no field changes that may not', async () => {
    const changed = verbs(await plane.must(['apply', '--validate=strict', '-f', '-'], yaml(closed)));
    expect(new Set(changed)).toEqual(new Set(['created', 'configured', 'unchanged']));
  }, 60_000);

  it('satisfy the Pod Security Standard "restricted" in either variant', async () => {
    const name = 'restricted';
    const labels = { 'pod-security.kubernetes.io/enforce': 'restricted' };
    await plane.must(
      ['create', '-f', '-'],
      yaml([{ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } }]),
    );
    const create = ['create', '--dry-run=server', '-n', name, '-f', '-'];
    const pods = [...demo, ...closed].filter(({ kind }) => kind === 'Deployment').map(podOf);
    expect(pods).toHaveLength(8);
    for (const pod of pods) {
      expect(await plane.kubectl(create, yaml([pod]))).toMatchObject({ code: 0, stderr: '' });
    }
    const [{ spec, ...rest }] = pods as [Rendered];
    const loose = { ...rest, spec: { ...spec, securityContext: {} } };
    const refused = await plane.kubectl(create, yaml([loose]));
    expect(refused.stderr).toContain('violates PodSecurity "restricted:latest"');
  }, 60_000);

  it('have the rights that they need, and none that they do not', async () => {
    const may = async (account: string, ...what: string[]) => {
      const as = ['--as', `system:serviceaccount:istio-system:${account}`];
      return (await plane.kubectl(['auth', 'can-i', ...what, ...as])).stdout.trim();
    };
    expect(await may('prometheus', 'watch', 'pods', '-A')).toBe('yes');
    expect(await may('prometheus', 'list', 'secrets', '-A')).toBe('no');
    expect(await may('prometheus', 'get', 'nodes/proxy')).toBe('no');
    expect(await may('kiali', 'watch', 'virtualservices.networking.istio.io', '-A')).toBe('yes');
    expect(await may('kiali', 'patch', 'virtualservices.networking.istio.io', '-A')).toBe('no');
    expect(await may('kiali', 'create', 'pods/portforward', '-n', 'istio-system')).toBe('no');
    expect(await may('kiali', 'list', 'secrets', '-n', 'istio-system')).toBe('no');
    for (const account of ['grafana', 'jaeger']) expect(await may(account, 'list', 'pods')).toBe('no');
  }, 60_000);
});

/** The pod that a Deployment would make. */
function podOf({ metadata, spec }: Rendered): Rendered {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { ...spec.template.metadata, name: metadata.name },
    spec: spec.template.spec,
  };
}

function yaml(objects: readonly Rendered[]): string {
  return objects.map((object) => stringify(object)).join('---\n');
}

/** What kubectl says it did, such as `created`, for each object. */
function verbs(printed: string): string[] {
  return printed
    .trim()
    .split('\n')
    .map((line) => line.split(' ').at(-1) as string);
}

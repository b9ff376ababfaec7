import { Testing } from 'cdk8s';
import { stringify } from 'yaml';
import { buildGuide } from '../../lib/bookinfo/guide';
import { IngressGateway } from '../../lib/mesh/ingress-gateway';
import { differences } from '../bookinfo/differences';
import { intendedDifferences } from '../bookinfo/intended-differences';
import { istioHome, type Manifest, readCrds, readRelease, releaseOfFolder } from '../mesh/release-folder';
import { assets, type ControlPlane, startControlPlane } from './control-plane';

const withBoth = istioHome === undefined || assets === undefined ? describe.skip : describe;

withBoth('the guide on an API server with the CRDs of the release in ISTIO_HOME', () => {
  const release = releaseOfFolder();
  const guide = buildGuide({ release, ingress: IngressGateway.istioctl() });
  const charts = guide.app.charts.map((chart) => Testing.synth(chart) as Manifest[]);
  let plane: ControlPlane;

  beforeAll(async () => {
    plane = await startControlPlane();
    await plane.must(['create', '-f', '-'], yaml(readCrds()));
    await plane.must(['wait', '--for=condition=Established', 'crd', '--all', '--timeout=30s']);
  }, 120_000);
  afterAll(() => plane?.stop());

  it('is accepted to the last field, and unchanged when it is applied again', async () => {
    const all = yaml(charts.flat());
    const apply = ['apply', '--validate=strict', '-f', '-'];
    expect(lines(await plane.must(apply, all)).map(verb)).toEqual(Array(19).fill('created'));
    expect(lines(await plane.must(apply, all)).map(verb)).toEqual(Array(19).fill('unchanged'));
  }, 60_000);

  it("means what upstream's sample means once both have the server's defaults", async () => {
    const upstream = [
      ...readRelease('samples', 'bookinfo', 'platform', 'kube', 'bookinfo.yaml'),
      ...readRelease('samples', 'bookinfo', 'networking', 'bookinfo-gateway.yaml'),
    ];
    const ours = [guide.bookinfo, guide.ingress].flatMap((chart) => Testing.synth(chart) as Manifest[]);
    const [left, right] = [await defaulted(plane, ours), await defaulted(plane, upstream)];
    expect(left).toHaveLength(16);
    const container = left.find(({ kind }) => kind === 'Deployment')?.spec.template.spec.containers[0];
    expect(container.terminationMessagePolicy).toBe('File');
    expect(differences(left, right)).toEqual(intendedDifferences(release));
  }, 60_000);
});

/** The objects as the server would make them, without what is of one making only. */
async function defaulted(plane: ControlPlane, objects: readonly Manifest[]): Promise<Manifest[]> {
  const create = ['create', '--dry-run=server', '--validate=strict', '-n', 'demo', '-o', 'json', '-f', '-'];
  // Names of its own keep them apart from what was applied before.
  const text = await plane.must(create, yaml(objects.map(elsewhere)));
  return (JSON.parse(text).items as Manifest[]).map(withoutMaking);
}

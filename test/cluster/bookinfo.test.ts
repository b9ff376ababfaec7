import { Testing } from 'cdk8s';
import { stringify } from 'yaml';
import { buildGuide } from '../../lib/bookinfo/guide';
import { IngressGateway } from '../../lib/install/ingress-gateway';
import { differences } from '../bookinfo/differences';
import { intendedDifferences } from '../bookinfo/intended-differences';
import {
  istioHome,
  type Manifest,
  objectsOf,
  readCrds,
  readRelease,
  releaseOfFolder,
} from '../release/release-folder';
import { assets, type ControlPlane, startControlPlane } from './control-plane';

const withBoth = istioHome === undefined || assets === undefined ? describe.skip : describe;

withBoth('the guide on an API server with the CRDs of the release in ISTIO_HOME', () => {
  const release = releaseOfFolder();
  const guide = buildGuide({ release, ingress: IngressGateway.istioctl() });
  const charts = guide.app.charts.map((chart) => Testing.synth(chart) as Manifest[]);
  let plane: ControlPlane;

  beforeAll(async () => {
    plane = await startControlPlane();
    await plane.must(['create', 'namespace', 'sample']);
    await plane.must(['create', '-f', '-'], yaml(readCrds()));
    await plane.must(['wait', '--for=condition=Established', 'crd', '--all', '--timeout=30s']);
  }, 120_000);
  afterAll(() => plane?.stop());

  it('is accepted to the last field, and unchanged when it is applied again', async () => {
    const all = yaml(charts.flat());
    const apply = ['apply', '--validate=strict', '-f', '-'];
    const number = charts.flat().length;
    expect(verbs(await plane.must(apply, all))).toEqual(Array(number).fill('created'));
    expect(verbs(await plane.must(apply, all))).toEqual(Array(number).fill('unchanged'));
    expect(number).toBe(18);
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

/** The objects as the server would make them, without what differs each time. */
async function defaulted(plane: ControlPlane, objects: readonly Manifest[]): Promise<Manifest[]> {
  const create = ['create', '--dry-run=server', '--validate=strict', '-n', 'sample', '-o', 'yaml', '-f', '-'];
  const made = objectsOf(await plane.must(create, yaml(objects.map(withoutNamespace))));
  return made.map(({ metadata, spec, status: _, ...object }) => {
    const { name, labels, annotations } = metadata;
    const { clusterIP: _ip, clusterIPs: _ips, ...rest } = spec ?? {};
    return { ...object, metadata: { name, labels, annotations }, spec: rest } as Manifest;
  });
}

function withoutNamespace({ metadata: { namespace: _, ...metadata }, ...object }: Manifest): Manifest {
  return { ...object, metadata } as Manifest;
}

function yaml(objects: readonly Manifest[]): string {
  return objects.map((object) => stringify(object)).join('---\n');
}

/** What kubectl says it did, such as `created`, for each object. */
function verbs(printed: string): string[] {
  return printed
    .trim()
    .split('\n')
    .map((line) => line.split(' ').at(-1) as string);
}

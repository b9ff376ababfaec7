import { Testing } from 'cdk8s';
import { buildGuide } from '../../lib/bookinfo/guide';
import { IngressGateway } from '../../lib/install/ingress-gateway';
import { describeReleases, type Manifest, readFolder } from '../release/release-folder';
import { differences } from './differences';
import { intendedDifferences } from './intended-differences';

describeReleases('Bookinfo beside the sample of', (release, folder) => {
  const guide = buildGuide({ release, ingress: IngressGateway.istioctl() });
  const ours = [guide.bookinfo, guide.ingress].flatMap((chart) => Testing.synth(chart) as Manifest[]);

  it('says the same, but for what is intended', () => {
    const upstream = [
      ...readFolder(folder, 'samples', 'bookinfo', 'platform', 'kube', 'bookinfo.yaml'),
      ...readFolder(folder, 'samples', 'bookinfo', 'networking', 'bookinfo-gateway.yaml'),
    ];
    expect(differences(ours.map(withoutNamespace), upstream)).toEqual(intendedDifferences(release));
    expect(upstream).toHaveLength(16);
  });

  it('lies in the namespace demo, into which upstream is applied with -n demo', () => {
    expect(new Set(ours.map(({ metadata }) => metadata.namespace))).toEqual(new Set(['demo']));
  });
});

function withoutNamespace({ metadata: { namespace: _, ...metadata }, ...object }: Manifest): Manifest {
  return { ...object, metadata } as Manifest;
}

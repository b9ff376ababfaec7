import { Testing } from 'cdk8s';
import { buildGuide } from '../../lib/bookinfo/guide';
import { IngressGateway } from '../../lib/install/ingress-gateway';
import { type Manifest, readRelease, releaseOfFolder, withIstio } from '../release/release-folder';
import { differences } from './differences';
import { intendedDifferences } from './intended-differences';

withIstio('Bookinfo beside the sample of the release in ISTIO_HOME', () => {
  const release = releaseOfFolder();
  const guide = buildGuide({ release, ingress: IngressGateway.istioctl() });
  const ours = [guide.bookinfo, guide.ingress].flatMap((chart) => Testing.synth(chart) as Manifest[]);

  it('says the same, but for what is intended', () => {
    const upstream = [
      ...readRelease('samples', 'bookinfo', 'platform', 'kube', 'bookinfo.yaml'),
      ...readRelease('samples', 'bookinfo', 'networking', 'bookinfo-gateway.yaml'),
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

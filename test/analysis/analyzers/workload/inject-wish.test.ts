import { judge } from '../../../../lib/analysis/judge';
import { readText } from '../../../../lib/kubernetes/manifest';
import { IstioRelease, type IstioVersion } from '../../../../lib/release/istio-release';

const workload = (place: 'annotations' | 'labels', value: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: batch, namespace: demo }
spec:
  selector: { matchLabels: { app: batch } }
  template:
    metadata: { labels: { app: batch }, ${place}: { app: batch, sidecar.istio.io/inject: "${value}" } }
    spec: { containers: [{ name: app, image: example.test/batch }] }
`;

function told(place: 'annotations' | 'labels', value: string, version: IstioVersion): (string | undefined)[] {
  const text = workload(place, value).replace(place === 'labels' ? 'labels: { app: batch }, ' : '', '');
  const { objects } = readText(text);
  return judge(objects, { complete: true, release: IstioRelease.of(version) })
    .filter(({ rule }) => rule === 'annotation-invalid')
    .map(({ field, message }) => `${field}: ${message}`);
}

describe('what pods say of their own sidecar', () => {
  it.each(['labels', 'annotations'] as const)('is true or false in %s: anything else is told', (place) => {
    expect(told(place, 'enabled', '1.30')).toEqual([
      `spec.template.metadata.${place}[sidecar.istio.io/inject]: sidecar.istio.io/inject takes true or false, not enabled: it is ignored, and the namespace decides`,
    ]);
    expect([told(place, 'true', '1.30'), told(place, 'false', '1.30')]).toEqual([[], []]);
  });

  it('could be another word for it before 1.27', () => {
    expect(told('labels', 'No', '1.26')).toEqual([]);
    expect(told('labels', 'No', '1.27')).toHaveLength(1);
    expect(told('labels', 'enabled', '1.26')).toEqual([
      'spec.template.metadata.labels[sidecar.istio.io/inject]: sidecar.istio.io/inject takes true or false, not enabled: no sidecar is injected',
    ]);
  });
});

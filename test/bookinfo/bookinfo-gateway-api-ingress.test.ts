import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Testing } from 'cdk8s';
import { Findings } from '../../lib/analysis/findings';
import { buildGuide } from '../../lib/bookinfo/guide';
import { gatewayApiIngress } from '../../lib/install/gateway-api-ingress';
import { IngressGateway } from '../../lib/install/ingress-gateway';
import { IstioRelease } from '../../lib/release/istio-release';
import { type Manifest, readFolder, releaseFolders, releaseOfFolder } from '../release/release-folder';
import { differences } from './differences';

const guideOf = (release = IstioRelease.latest) => buildGuide({ release, ingress: gatewayApiIngress });
const pathOf = (type: string, value: string) => ({ path: { type, value } });

describe('BookinfoGatewayApiIngress', () => {
  it('opens port 80 of a gateway of its own for the five paths of the guide', () => {
    expect(Testing.synth(guideOf().ingress)).toEqual([
      {
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'Gateway',
        metadata: { name: 'bookinfo-gateway', namespace: 'demo' },
        spec: {
          gatewayClassName: 'istio',
          listeners: [
            { name: 'http', port: 80, protocol: 'HTTP', allowedRoutes: { namespaces: { from: 'Same' } } },
          ],
        },
      },
      {
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'HTTPRoute',
        metadata: { name: 'bookinfo', namespace: 'demo' },
        spec: {
          parentRefs: [{ name: 'bookinfo-gateway' }],
          rules: [
            {
              matches: [
                pathOf('Exact', '/productpage'),
                pathOf('PathPrefix', '/static'),
                pathOf('Exact', '/login'),
                pathOf('Exact', '/logout'),
                pathOf('PathPrefix', '/api/v1/products'),
              ],
              backendRefs: [{ name: 'productpage', port: 9080 }],
            },
          ],
        },
      },
    ]);
  });

  it('leaves the rest of the guide as it is', () => {
    const other = buildGuide({ release: IstioRelease.latest, ingress: IngressGateway.istioctl() });
    const rest = ({ app, ingress }: typeof other) =>
      app.charts.filter((chart) => chart !== ingress).flatMap((chart) => Testing.synth(chart));
    expect(rest(guideOf())).toEqual(rest(other));
  });

  it.each(IstioRelease.versions)('has nothing wrong for Istio %s', (version) => {
    const { app } = guideOf(IstioRelease.of(version));
    const found = Findings.of(app, { release: version, complete: ['demo'] });
    expect(found.filter(({ level }) => level !== 'info')).toEqual([]);
  });

  it('rejects an ingress that is neither installed nor left to istiod', () => {
    expect(() => buildGuide({ release: IstioRelease.latest } as never)).toThrow(
      /^buildGuide: ingress: a way in is expected/,
    );
    const ingress = { kind: 'gateway-api' } as never;
    expect(() => buildGuide({ release: IstioRelease.latest, ingress })).toThrow(
      /^buildGuide: ingress: a way in is expected, got \{ kind: 'gateway-api' \}/,
    );
  });
});

const sample = ['samples', 'bookinfo', 'gateway-api', 'bookinfo-gateway.yaml'] as const;
const folders = releaseFolders.filter((folder) => existsSync(join(folder, ...sample)));
const compared = folders.length === 0 ? describe.skip : describe;

compared('Bookinfo by the Gateway API beside the samples (needs ISTIO_RELEASES or ISTIO_HOME)', () => {
  it.each(folders)('says the same as that of %s', (folder) => {
    const ours = Testing.synth(guideOf(releaseOfFolder(folder)).ingress) as Manifest[];
    const upstream = readFolder(folder, ...sample);
    const unplaced = ours.map(({ metadata: { namespace: _, ...metadata }, ...object }) => ({
      ...object,
      metadata,
    }));
    expect(differences(unplaced as Manifest[], upstream)).toEqual([]);
    expect(upstream).toHaveLength(2);
  });
});

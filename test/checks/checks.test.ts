import { Testing } from 'cdk8s';
import { buildGuide } from '../../lib/bookinfo/guide';
import { buildChecks } from '../../lib/checks/checks';
import { IngressGateway } from '../../lib/install/ingress-gateway';
import { IstioRelease } from '../../lib/release/istio-release';

describe("the guide's checks", () => {
  it("are one chart that asks productpage of the guide's namespace for its page", () => {
    const guide = buildGuide({
      release: IstioRelease.latest,
      ingress: IngressGateway.istioctl(),
      namespace: 'books',
    });
    const { charts } = buildChecks(guide);
    expect(charts.map(({ node }) => node.id)).toEqual(['10-productpage']);
    const [job] = charts.flatMap((chart) => Testing.synth(chart));
    expect([job.kind, job.metadata.name, job.metadata.namespace]).toEqual([
      'Job',
      'productpage-check',
      'books',
    ]);
    const { env } = job.spec.template.spec.containers[0];
    expect(env.slice(0, 2)).toEqual([
      { name: 'URL', value: 'http://productpage.books.svc.cluster.local:9080/productpage' },
      { name: 'TITLE', value: 'Simple Bookstore App' },
    ]);
  });
});

import { ApiObject, App, Chart } from 'cdk8s';
import { Findings } from '../../lib/analysis/findings';

function mesh() {
  const app = new App();
  const chart = new Chart(app, 'shop');
  const service = new ApiObject(chart, 'web', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web', namespace: 'shop' },
    spec: { ports: [{ name: 'http', port: 80 }] },
  });
  const rule = new ApiObject(chart, 'rule', {
    apiVersion: 'networking.istio.io/v1',
    kind: 'DestinationRule',
    metadata: { name: 'web', namespace: 'shop' },
    spec: {
      host: 'web',
      trafficPolicy: { portLevelSettings: [{ port: { number: 8080 }, outlierDetection: {} }] },
    },
  });
  return { app, chart, service, rule };
}

const rules = (findings: ReturnType<typeof Findings.of>) =>
  findings.map(({ rule, construct }) => [rule, construct]);

describe('findings of constructs', () => {
  it('report what is no object', () => {
    const chart = new Chart(new App(), 'shop');
    new ApiObject(chart, 'x', { apiVersion: 'v1' } as never);
    new ApiObject(chart, 'list', { apiVersion: 'v1', kind: 'List', items: [] } as never);
    expect(Findings.of(chart)).toEqual([
      {
        rule: 'no-object',
        level: 'error',
        message: 'no Kubernetes object: kind is missing or no text',
        construct: 'shop/x',
        refusedBy: ['api-server'],
        suggestion:
          'write apiVersion, kind and metadata.name, or keep data such as Helm values out of the folder',
      },
    ]);
  });

  it('name the construct', () => {
    expect(Findings.of(mesh().chart)).toEqual([
      {
        rule: 'dr-port-unknown',
        level: 'warning',
        message: 'web.shop.svc.cluster.local has no port 8080, only 80: the settings apply to nothing',
        object: {
          apiVersion: 'networking.istio.io/v1',
          kind: 'DestinationRule',
          namespace: 'shop',
          name: 'web',
        },
        field: 'spec.trafficPolicy.portLevelSettings[0].port',
        construct: 'shop/rule',
        suggestion: 'write a port of the Service',
        also: [{ apiVersion: 'v1', kind: 'Service', namespace: 'shop', name: 'web' }],
      },
    ]);
  });

  it('are not told of a construct that ignores them, or of what is below it', () => {
    const { chart, rule } = mesh();
    Findings.ignore(rule, 'dr-port-unknown', 'the port comes with the next release');
    expect(Findings.of(chart)).toEqual([]);
    const other = mesh();
    Findings.ignore(other.chart, 'dr-port-unknown', 'the port comes with the next release');
    expect(Findings.of(other.app)).toEqual([]);
  });

  it('report that nothing is ignored', () => {
    const { chart, service } = mesh();
    Findings.ignore(service, 'dr-port-unknown', 'no reason at all');
    expect(rules(Findings.of(chart))).toEqual([
      ['dr-port-unknown', 'shop/rule'],
      ['suppression-unused', 'shop/web'],
    ]);
  });

  it('reject an ignored rule without a reason, or that there is not', () => {
    const { rule } = mesh();
    expect(() => Findings.ignore(rule, 'dr-port-unknown', ' ')).toThrow(
      "shop/rule: why dr-port-unknown is not meant here must be said, got ' '; write for example 'the Secret is made by cert-manager'",
    );
    expect(() => Findings.ignore(rule, 'dr-port-unknwn' as never, 'x')).toThrow(
      /^shop\/rule: there is no such rule, got 'dr-port-unknwn'; did you mean 'dr-port-unknown'\? \(test\/.*:\d+\)$/,
    );
  });

  it('are what a check of synthesize finds, but what is only worth knowing', () => {
    const check = Findings.check();
    const { rule, service } = mesh();
    const placed = (construct: ApiObject, manifest: object = construct.toJson()) => ({
      manifest,
      path: construct.node.path,
      file: 'shop.k8s.yaml',
      construct,
    });
    expect(check([placed(service), placed(rule)])).toEqual([
      expect.objectContaining({
        level: 'warning',
        rule: 'dr-port-unknown',
        field: 'spec.trafficPolicy.portLevelSettings[0].port',
        construct: 'shop/rule',
        file: 'shop.k8s.yaml',
      }),
    ]);
    const wrong = placed(rule, { ...rule.toJson(), spec: { hosts: 'web' } });
    expect(check([placed(service), wrong]).some(({ level }) => level === 'error')).toBe(true);
  });
});

import { App, Chart, Duration, JsonPatch } from 'cdk8s';
import { EnvoyFilter, EnvoyFilterSpecConfigPatchesPatchOperation } from '../../imports/networking.istio.io';
import { DestinationRule, MeshService } from '../../lib/istio';
import { ApiVersions } from '../../lib/release/api-versions';
import { IstioRelease, type IstioVersion } from '../../lib/release/istio-release';
import { validate } from '../../lib/synth/validate';

describe('ApiVersions', () => {
  it('are the newest where none were chosen', () => {
    expect(ApiVersions.of(new App(), 'Gateway')).toBe('networking.istio.io/v1');
    expect(ApiVersions.of(new App(), 'TrafficExtension')).toBe('extensions.istio.io/v1alpha1');
  });

  it('are those chosen for the app, in every chart of it', () => {
    const app = new App();
    ApiVersions.use(app, { Gateway: 'networking.istio.io/v1alpha3' });
    expect(ApiVersions.of(new Chart(app, 'chart'), 'Gateway')).toBe('networking.istio.io/v1alpha3');
  });

  it('rejects to be chosen after something was made without them', () => {
    const app = new App();
    new Chart(app, 'shop');
    expect(() => ApiVersions.use(app, IstioRelease.latest.apiVersions)).toThrow(
      "the app: what holds for all that is made in it is chosen first, got 'shop'; choose it before anything is made in it, right after new App()",
    );
  });

  it('rejects to be asked about what is no construct', () => {
    expect(() => ApiVersions.releaseOf(undefined as never)).toThrow(
      'ApiVersions.releaseOf: a construct is expected, got undefined; give a construct of this app',
    );
    expect(() => ApiVersions.checkFields({} as never, { kind: 'Gateway' })).toThrow(
      'ApiVersions.checkFields: a construct is expected, got {}; give a construct of this app',
    );
  });

  it('rejects a kind that the chosen release does not have', () => {
    const app = new App();
    ApiVersions.use(app, { Gateway: 'networking.istio.io/v1alpha3' });
    expect(() => ApiVersions.of(new Chart(app, 'chart'), 'TrafficExtension')).toThrow(
      "chart: the chosen Istio release does not have this kind, got 'TrafficExtension'; choose a newer release or take a WasmPlugin for a module, an EnvoyFilter for Lua: it came with Istio 1.30",
    );
  });
});

/** A chart of an app that is written for a release, or for none. */
function chartFor(version?: IstioVersion): { readonly app: App; readonly chart: Chart } {
  const app = new App();
  if (version !== undefined) ApiVersions.use(app, IstioRelease.of(version).apiVersions);
  return { app, chart: new Chart(app, 'chart', { namespace: 'demo' }) };
}

const host = MeshService.named('reviews.demo.svc.cluster.local');
const trafficPolicy = { retryBudget: { budgetInterval: Duration.seconds(10) } } as const;

describe('a field of a later release', () => {
  it('is refused by the construct, with the release that brings it', () => {
    const { chart } = chartFor('1.30');
    expect(() => new DestinationRule(chart, 'rule', { host, trafficPolicy })).toThrow(
      /^chart\/rule: spec\.trafficPolicy\.retryBudget\.budgetInterval: a field of Istio 1\.31, the app is written for 1\.30, got '10s'; choose Istio 1\.31 or newer \(ISTIO_RELEASE=1\.31\), or leave it out \(test\/release\/api-versions\.test\.ts:\d+\)$/,
    );
  });

  it('is written for the release that brings it, and where no release is chosen', () => {
    for (const version of ['1.31', undefined] as const) {
      const { app, chart } = chartFor(version);
      new DestinationRule(chart, 'rule', { host, trafficPolicy });
      expect(() => validate(app)).not.toThrow();
    }
  });

  it('is refused by synthesis in a generated class and in a patch', () => {
    const { app, chart } = chartFor('1.29');
    new EnvoyFilter(chart, 'filter', {
      spec: {
        configPatches: [
          {
            patch: {
              operation:
                EnvoyFilterSpecConfigPatchesPatchOperation.MERGE_UNDERSCORE_AND_UNDERSCORE_REPLACE_UNDERSCORE_LIST,
            },
          },
        ],
      },
    });
    const rule = new DestinationRule(chart, 'rule', { host, trafficPolicy: { proxyProtocol: 'V1' } });
    rule.object.addJsonPatch(JsonPatch.add('/spec/trafficPolicy/loadBalancer', { zoneAwareLbSetting: {} }));
    expect(() => validate(app)).toThrow(
      new Error(
        [
          'Validation failed with the following errors:',
          "[] chart/filter: spec.configPatches[0].patch.operation: a value of Istio 1.31, the app is written for 1.29, got 'MERGE_AND_REPLACE_LIST'; choose Istio 1.31 or newer (ISTIO_RELEASE=1.31), or leave it out",
          '[] chart/rule/Resource: spec.trafficPolicy.loadBalancer.zoneAwareLbSetting: a field of Istio 1.31, the app is written for 1.29, got {}; choose Istio 1.31 or newer (ISTIO_RELEASE=1.31), or leave it out',
        ].join('\n  '),
      ),
    );
  });

  it('is judged by the nearest choice', () => {
    const { app, chart } = chartFor('1.16');
    ApiVersions.use(chart, IstioRelease.of('1.31').apiVersions);
    new DestinationRule(chart, 'rule', { host, trafficPolicy });
    expect(() => validate(app)).not.toThrow();
  });

  it('is not looked for where the versions are of no release', () => {
    const app = new App();
    ApiVersions.use(app, { DestinationRule: 'networking.istio.io/v1' });
    const chart = new Chart(app, 'chart', { namespace: 'demo' });
    new DestinationRule(chart, 'rule', { host, trafficPolicy });
    expect(() => validate(app)).not.toThrow();
  });
});

import { App, Chart } from 'cdk8s';
import { ApiVersions } from '../../lib/release/api-versions';

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

  it('rejects a kind that the chosen release does not have', () => {
    const app = new App();
    ApiVersions.use(app, { Gateway: 'networking.istio.io/v1alpha3' });
    expect(() => ApiVersions.of(new Chart(app, 'chart'), 'TrafficExtension')).toThrow(
      "chart: the chosen Istio release does not have this kind, got 'TrafficExtension'; choose a newer release or leave it out",
    );
  });
});

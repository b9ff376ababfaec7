import { bundleProblem } from '../../lib/release/gateway-api-bundle';

const tls = 'tlsroutes.gateway.networking.k8s.io';

describe('a CRD of the Gateway API', () => {
  it('is of a version that istiod reads', () => {
    expect(bundleProblem(tls, 'v1.5.0', '1.30')).toBeUndefined();
    expect(bundleProblem(tls, 'v1.5.0-rc.1', '1.30')).toBeUndefined();
    expect(bundleProblem(tls, 'v1.10.0', '1.31')).toBeUndefined();
  });

  it('is too old, says no version, or something that is none', () => {
    const older = 'from v1.5.0 of the Gateway API on, and this is';
    expect(bundleProblem(tls, 'v1.4.1', '1.30')).toBe(`${older} v1.4.1`);
    expect(bundleProblem(tls, 'v0.8.0', '1.30')).toBe(`${older} v0.8.0`);
    expect(bundleProblem(tls, 'main', '1.30')).toBe(`${older} main`);
    expect(bundleProblem(tls, undefined, '1.30')).toBe(
      'from v1.5.0 of the Gateway API on, and this has no annotation gateway.networking.k8s.io/bundle-version',
    );
  });

  it('is read in any version before the release that asks, and where none is asked for', () => {
    expect(bundleProblem(tls, undefined, '1.29')).toBeUndefined();
    expect(bundleProblem('httproutes.gateway.networking.k8s.io', undefined, '1.31')).toBeUndefined();
    expect(bundleProblem('constructor', undefined, '1.31')).toBeUndefined();
  });
});

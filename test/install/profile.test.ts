import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import {
  checkChartProfile,
  checkProfile,
  gatewayDefaults,
  isAtLeast,
  profiles,
} from '../../lib/install/profile';
import { IstioRelease } from '../../lib/release/istio-release';
import { inRelease, needs, withNewest } from '../release/newest-release-folder';

test('the demo profile opens the ports of the tasks of istio.io with little CPU and memory', () => {
  expect(gatewayDefaults('demo', 'ingress')).toEqual({
    ports: [
      { name: 'status-port', port: 15021, targetPort: 15021 },
      { name: 'http2', port: 80, targetPort: 8080 },
      { name: 'https', port: 443, targetPort: 8443 },
      { name: 'tcp', port: 31400, targetPort: 31400 },
      { name: 'tls', port: 15443, targetPort: 15443 },
    ],
    resources: { requests: { cpu: '10m', memory: '40Mi' }, limits: { cpu: '2000m', memory: '1024Mi' } },
    replicas: undefined,
  });
});

test('an egress gateway of any other profile has two ports and is autoscaled', () => {
  expect(gatewayDefaults('default', 'egress')).toEqual({
    ports: [
      { name: 'http2', port: 80, targetPort: 8080 },
      { name: 'https', port: 443, targetPort: 8443 },
    ],
    resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: '2000m', memory: '1024Mi' } },
    replicas: { min: 1, max: 5, cpuPercent: 80 },
  });
});

test('releases are compared by their place in the row of releases, not by their letters', () => {
  expect(isAtLeast(IstioRelease.of('1.30'), '1.24')).toBe(true);
  expect(isAtLeast(IstioRelease.of('1.24'), '1.24')).toBe(true);
  expect(isAtLeast(IstioRelease.of('1.16'), '1.24')).toBe(false);
});

test('rejects a profile that the release is not known to have', () => {
  expect(() => checkProfile('ambient', IstioRelease.of('1.16'))).toThrow(
    "Istio 1.16: the profile is known here from 1.24 on, got 'ambient'; use one of default, demo, minimal, preview, empty",
  );
  expect(() => checkProfile('ambient', IstioRelease.of('1.24'))).not.toThrow();
});

test("rejects a profile that the release's charts can not be told of", () => {
  expect(() => checkChartProfile('preview', IstioRelease.of('1.21'))).toThrow(
    "Istio 1.21: the release's charts don't know the profile, got 'preview'; install it by istioctl, or use 'default', 'demo' or 'minimal'",
  );
  expect(() => checkChartProfile('demo', IstioRelease.of('1.21'))).not.toThrow();
  expect(() => checkChartProfile('minimal', IstioRelease.of('1.16'))).not.toThrow();
  expect(() => checkChartProfile('preview', IstioRelease.of('1.22'))).not.toThrow();
});

const where = 'manifests/profiles';

withNewest(where)(`the profiles of the release ${needs(where)}`, () => {
  const folder = inRelease(where);
  const spec = (name: string) => parse(readFileSync(join(folder, `${name}.yaml`), 'utf8')).spec;
  const common = existsSync(folder) ? spec('default') : undefined;

  test('are all described, and no others', () => {
    const names = readdirSync(folder).map((file) => file.replace('.yaml', ''));
    expect(Object.keys(profiles).sort()).toEqual(names.sort());
  });

  test.each(Object.entries(profiles))('%s installs the components that the release says', (name, facts) => {
    const { components = {}, values = {} } = spec(name);
    const base = common.components;
    const enabled = (role: string) => (components[role] ?? base[role])[0].enabled;
    expect({
      ingress: facts.ingress,
      egress: facts.egress,
      controlPlane: facts.controlPlane,
      cni: facts.cni,
      ztunnel: facts.ztunnel,
      nodeNamespace: facts.nodeNamespace,
      chartProfile: facts.chartProfile,
      platform: facts.platform,
    }).toEqual({
      ingress: enabled('ingressGateways'),
      egress: enabled('egressGateways'),
      controlPlane: (components.pilot ?? base.pilot).enabled,
      cni: components.cni?.enabled ?? false,
      ztunnel: components.ztunnel?.enabled ?? false,
      nodeNamespace: components.cni?.namespace ?? 'istio-system',
      chartProfile: values.profile,
      platform: values.global?.platform,
    });
  });

  test.each(['ambient', 'demo', 'preview', 'remote', 'stable'])('the charts know %s', (name) => {
    expect(existsSync(inRelease(`manifests/helm-profiles/${name}.yaml`))).toBe(true);
  });
});

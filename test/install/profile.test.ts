import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { demoInstallation } from '../../lib/install/demo-installation';
import {
  chartProfileFault,
  gatewayDefaults,
  isAtLeast,
  profileFault,
  profiles,
} from '../../lib/install/profile';
import { IstioRelease } from '../../lib/release/istio-release';
import { describeReleases } from '../release/release-folder';

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
  expect(profileFault('ambient', IstioRelease.of('1.16'))).toEqual({
    path: ['profile'],
    problem: 'the profile is known here from 1.24 on, and the release is 1.16',
    got: 'ambient',
    instead: 'use one of default, demo, minimal, preview, empty',
  });
  expect(profileFault('ambient', IstioRelease.of('1.24'))).toBeUndefined();
});

test("rejects a profile that the release's charts can not be told of", () => {
  expect(chartProfileFault('preview', IstioRelease.of('1.21'))).toEqual({
    path: ['profile'],
    problem: "the charts of Istio 1.21 don't know the profile",
    got: 'preview',
    instead: "install it by istioctl, or use 'default', 'demo' or 'minimal'",
  });
  expect(chartProfileFault('demo', IstioRelease.of('1.21'))).toBeUndefined();
  expect(chartProfileFault('minimal', IstioRelease.of('1.16'))).toBeUndefined();
  expect(chartProfileFault('preview', IstioRelease.of('1.22'))).toBeUndefined();
});

describeReleases('the profiles of', (release, folder) => {
  const where = join(folder, 'manifests', 'profiles');
  // The folder of 1.16.2 holds no more than CRDs and samples.
  if (!existsSync(where)) return test.skip(`are not in ${folder}`, () => {});

  const charts = join(folder, 'manifests', 'helm-profiles');
  const spec = (name: string) => parse(readFileSync(join(where, `${name}.yaml`), 'utf8')).spec;
  const common = spec('default').components;
  const described = Object.entries(profiles).filter(([, { since }]) => isAtLeast(release, since));

  test('are all described from 1.24 on, and before that no others than it has', () => {
    const names = readdirSync(where).map((file) => file.replace('.yaml', ''));
    const ours = described.map(([name]) => name);
    if (isAtLeast(release, '1.24')) expect(ours.sort()).toEqual(names.sort());
    else expect(names).toEqual(expect.arrayContaining(ours));
  });

  test.each(described)('%s installs the components that the release says', (name, facts) => {
    const { components = {}, values = {} } = spec(name);
    const enabled = (role: string) => (components[role] ?? common[role])[0].enabled;
    const { chartProfile, ...others } = facts;
    expect(others).toEqual({
      ingress: enabled('ingressGateways'),
      egress: enabled('egressGateways'),
      controlPlane: components.pilot?.enabled ?? common.pilot.enabled,
      cni: components.cni?.enabled ?? false,
      ztunnel: components.ztunnel?.enabled ?? false,
      nodeNamespace: components.cni?.namespace ?? 'istio-system',
      platform: values.global?.platform,
      since: facts.since,
    });
    if (isAtLeast(release, '1.22')) expect(chartProfile).toBe(values.profile);
  });

  test('demo opens the ports of its ingress gateway and asks for the resources of both', () => {
    const { ingress, egress } = demoGateways();
    expect(gatewayDefaults('demo', 'ingress').ports).toEqual(ingress.ports);
    expect(gatewayDefaults('demo', 'ingress').resources.requests).toEqual(ingress.resources.requests);
    expect(gatewayDefaults('demo', 'egress').resources.requests).toEqual(egress.resources.requests);
  });

  /** From 1.21 on the profile of the charts says what the profile of istioctl said before. */
  function demoGateways() {
    if (!isAtLeast(release, '1.21')) {
      const { ingressGateways, egressGateways } = spec('demo').components;
      const [ingress, egress] = [ingressGateways[0].k8s, egressGateways[0].k8s];
      return { ingress: { ...ingress, ports: ingress.service.ports }, egress };
    }
    const { gateways } = chartProfile('demo');
    return { ingress: gateways['istio-ingressgateway'], egress: gateways['istio-egressgateway'] };
  }

  function chartProfile(name: string) {
    return parse(readFileSync(join(charts, `${name}.yaml`), 'utf8'));
  }

  test('demo is told of Jaeger exactly where proxies send no traces unasked and it does not know it', () => {
    const { extensionProviders = [] } =
      (isAtLeast(release, '1.21') ? chartProfile('demo') : spec('demo')).meshConfig ?? {};
    const names = extensionProviders.map(({ name }: { name: string }) => name);
    const told = demoInstallation(release).istioctl.mesh?.providers;
    expect(told !== undefined).toBe(isAtLeast(release, '1.22') && !names.includes('jaeger'));
    if (told !== undefined) expect(told.map(({ name }) => name)).toEqual(expect.arrayContaining(names));
  });

  test('a control plane has no revision unless it is given one', () => {
    expect(spec('default').values.defaultRevision).toBe('');
    expect(spec('default').revision).toBeUndefined();
  });

  const known = described.flatMap(([, { chartProfile }]) => chartProfile ?? []);
  const named = isAtLeast(release, '1.22') ? [...new Set(known)] : [];
  test.each([...named, 'default'])('the charts know %s', (name) => {
    // Their own defaults are the profile default.
    expect(name === 'default' || existsSync(join(charts, `${name}.yaml`))).toBe(true);
  });
});

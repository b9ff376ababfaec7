import { belowPilot } from '../../lib/install/chart-values';

test("what is about istiod alone goes below pilot, what isn't stays", () => {
  expect(
    belowPilot({
      profile: 'demo',
      traceSampling: 100,
      podLabels: { team: 'mesh' },
      cni: { enabled: true },
      global: { logAsJson: true },
      meshConfig: { accessLogFile: '' },
      sidecarInjectorWebhook: { reinvocationPolicy: 'IfNeeded' },
    }),
  ).toEqual({
    profile: 'demo',
    pilot: { traceSampling: 100, podLabels: { team: 'mesh' }, cni: { enabled: true } },
    global: { logAsJson: true },
    meshConfig: { accessLogFile: '' },
    sidecarInjectorWebhook: { reinvocationPolicy: 'IfNeeded' },
  });
});

test('nothing about istiod alone writes no pilot', () => {
  expect(belowPilot({ revision: 'a' })).toEqual({ revision: 'a' });
  expect(belowPilot({})).toEqual({});
});

test.each([
  'base',
  'compatibilityVersion',
  'experimental',
  'gatewayClasses',
  'gateways',
  'global',
  'istiodRemote',
  'meshConfig',
  'ownerName',
  'platform',
  'profile',
  'revision',
  'revisionTags',
  'sidecarInjectorWebhook',
  'telemetry',
])('%s stays where it is', (name) => {
  expect(belowPilot({ [name]: {} })).toEqual({ [name]: {} });
});

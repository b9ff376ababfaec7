import {
  hostVariable,
  PolicyTargets,
  WasmPlugin,
  type WasmPluginProps,
  Workload,
  waypointClass,
} from '../../../lib/istio';
import { errorOf } from '../../error-of';
import { spec } from '../rendered';

const url = 'oci://ghcr.io/example/filter:1.0';
const build = (props: WasmPluginProps) => spec((chart) => new WasmPlugin(chart, 'plugin', props));

describe('WasmPlugin', () => {
  it('adds a module to all proxies of a namespace', () => {
    expect(build({ url })).toEqual({ url });
  });

  it('says where the module stands, what it is for and what it is run with', () => {
    expect(
      build({
        workload: Workload.labelled({ app: 'productpage' }),
        match: [{ direction: 'server', ports: [9080] }, { direction: 'client' }, { ports: [80, 443] }],
        phase: 'authz',
        priority: -1,
        url,
        sha256: '0'.repeat(64),
        imagePullPolicy: 'always',
        imagePullSecret: 'registry',
        pluginConfig: { a: [1, true, { b: 'c' }] },
        pluginName: 'filter',
        failStrategy: 'fail-open',
        type: 'network',
        env: { A: '', B: hostVariable },
      }),
    ).toEqual({
      selector: { matchLabels: { app: 'productpage' } },
      match: [
        { mode: 'SERVER', ports: [{ number: 9080 }] },
        { mode: 'CLIENT' },
        { ports: [{ number: 80 }, { number: 443 }] },
      ],
      phase: 'AUTHZ',
      priority: -1,
      url,
      sha256: '0'.repeat(64),
      imagePullPolicy: 'Always',
      imagePullSecret: 'registry',
      pluginConfig: { a: [1, true, { b: 'c' }] },
      pluginName: 'filter',
      failStrategy: 'FAIL_OPEN',
      type: 'NETWORK',
      vmConfig: {
        env: [
          { name: 'A', value: '' },
          { name: 'B', valueFrom: 'HOST' },
        ],
      },
    });
  });

  it('is attached to objects', () => {
    const workload = PolicyTargets.of(waypointClass);
    expect(build({ workload, url, metadata: { namespace: 'istio-system' } })).toEqual({
      url,
      targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'GatewayClass', name: 'istio-waypoint' }],
    });
  });

  it.each<[WasmPluginProps, string]>([
    [
      { url: 'ftp://a/b' },
      "url: a module is at a URL with oci, https, http or file, got 'ftp://a/b'; write for example 'oci://ghcr.io/example/filter:1.0'",
    ],
    [
      { url, sha256: 'A'.repeat(64) },
      `sha256: a sum of SHA-256 has 64 hexadecimal digits in small letters, got '${'A'.repeat(64)}'; write what \`sha256sum\` says of the module`,
    ],
    [
      { url, pluginName: '' },
      "pluginName: the name of a plugin has 1 to 256 characters, got ''; write for example 'basic-auth'",
    ],
    [
      { url, match: [{} as never] },
      "match[0]: it says nothing, got {}; give at least one of 'direction', 'ports'",
    ],
    [
      { url, match: [{ ports: [80, 80] }] },
      'match[0].ports[1]: the list holds it twice, got 80; name it once',
    ],
    [
      { url, env: { A: 1 as never } },
      'env.A: the value of a variable has at most 2048 characters, got 1; write a shorter one',
    ],
    [
      { url, pluginConfig: { at: new Date(0) } },
      'pluginConfig.at: this is no plain data, which alone can be written, got 1970-01-01T00:00:00.000Z; write texts, numbers, lists and objects',
    ],
  ])('rejects what Istio does not take (%#)', (props, problem) => {
    expect(() => build(props)).toThrow(errorOf(`chart/plugin: ${problem}`));
  });
});

import { discover } from '../../lib/cli/discovery';
import { fakeKubectl } from './fake-kubectl';

const groups = {
  groups: [
    {
      name: 'networking.istio.io',
      versions: [
        { groupVersion: 'networking.istio.io/v1alpha3' },
        { groupVersion: 'networking.istio.io/v1beta1' },
      ],
      preferredVersion: { groupVersion: 'networking.istio.io/v1beta1' },
    },
    { name: 'apps', versions: [{ groupVersion: 'apps/v1' }] },
  ],
};
const resources = (...kinds: string[]) => ({
  resources: kinds.flatMap((kind) => [
    { name: `${kind.toLowerCase()}s`, kind },
    { name: `${kind.toLowerCase()}s/status`, kind: 'Status' },
  ]),
});

const cluster = () =>
  fakeKubectl({
    'get --raw /apis': groups,
    'get --raw /api/v1': resources('Pod'),
    'get --raw /apis/networking.istio.io/v1alpha3': resources('Gateway', 'EnvoyFilter'),
    'get --raw /apis/networking.istio.io/v1beta1': resources('Gateway'),
  });

describe('what a cluster serves', () => {
  it('is asked for the groups of dist/ only, in each of their versions', async () => {
    const kubectl = cluster();
    await discover(kubectl, ['v1', 'networking.istio.io/v1', 'argoproj.io/v1alpha1']);
    expect(kubectl.calls.map(({ args }) => args)).toEqual([
      'get --raw /apis',
      'get --raw /api/v1',
      'get --raw /apis/networking.istio.io/v1beta1',
      'get --raw /apis/networking.istio.io/v1alpha3',
    ]);
  });

  it('is told by version and kind, without subresources', async () => {
    const discovery = await discover(cluster(), ['v1', 'networking.istio.io/v1beta1']);
    expect(discovery.serves('v1', 'Pod')).toBe(true);
    expect(discovery.serves('v1', 'Status')).toBe(false);
    expect(discovery.serves('networking.istio.io/v1beta1', 'EnvoyFilter')).toBe(false);
    expect(discovery.versions('networking.istio.io')).toEqual([
      'networking.istio.io/v1beta1',
      'networking.istio.io/v1alpha3',
    ]);
    expect(discovery.versions('argoproj.io')).toEqual([]);
  });

  it('finds a kind in another version than the one it is written in', async () => {
    const discovery = await discover(cluster(), ['networking.istio.io/v1']);
    expect(discovery.apiVersionFor('networking.istio.io/v1', 'Gateway')).toBe('networking.istio.io/v1beta1');
    expect(discovery.apiVersionFor('networking.istio.io/v1', 'EnvoyFilter')).toBe(
      'networking.istio.io/v1alpha3',
    );
    expect(discovery.apiVersionFor('networking.istio.io/v1alpha3', 'Gateway')).toBe(
      'networking.istio.io/v1alpha3',
    );
    expect(discovery.apiVersionFor('networking.istio.io/v1', 'Sidecar')).toBeUndefined();
  });

  it('takes a version that has just gone for not served', async () => {
    const kubectl = fakeKubectl({
      'get --raw /apis': groups,
      'get --raw /apis/networking.istio.io/v1alpha3': {
        failed: 'Error from server (NotFound): the server could not find the requested resource',
      },
      'get --raw /apis/networking.istio.io/v1beta1': resources('Gateway'),
    });
    const discovery = await discover(kubectl, ['networking.istio.io/v1']);
    expect(discovery.serves('networking.istio.io/v1alpha3', 'Gateway')).toBe(false);
  });

  it('rejects a cluster that does not answer', async () => {
    const kubectl = fakeKubectl({
      'get --raw /apis': { failed: 'The connection to the server was refused' },
    });
    await expect(discover(kubectl, ['v1'])).rejects.toThrow('context fake: the cluster does not answer');
  });
});

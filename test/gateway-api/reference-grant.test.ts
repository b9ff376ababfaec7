import { ConfigMap, ReferenceGrant, type ReferenceGrantProps, Secret } from '../../lib/gateway-api';
import { MeshService } from '../../lib/istio';
import { errorOf } from '../error-of';
import { acceptedSpec, service } from './described';

const from = [{ kind: 'HTTPRoute', namespace: 'ingress' }] as const;
const spec = (props: ReferenceGrantProps) =>
  acceptedSpec((chart) => {
    new ReferenceGrant(chart, 'grant', props);
  });

describe('ReferenceGrant', () => {
  it('lets objects be named, or all of a kind', () => {
    expect(
      acceptedSpec((chart) => {
        new ReferenceGrant(chart, 'grant', {
          from: [...from, { kind: 'Gateway', namespace: 'edge' }],
          to: [service(chart), Secret.named('web'), ConfigMap.named('ca'), 'Service'],
        });
      }),
    ).toEqual({
      from: [
        { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'ingress' },
        { group: 'gateway.networking.k8s.io', kind: 'Gateway', namespace: 'edge' },
      ],
      to: [
        { group: '', kind: 'Service', name: 'reviews' },
        { group: '', kind: 'Secret', name: 'web' },
        { group: '', kind: 'ConfigMap', name: 'ca' },
        { group: '', kind: 'Service' },
      ],
    });
  });

  it('rejects objects of another namespace, and kinds that name nothing elsewhere', () => {
    expect(() => spec({ from, to: [MeshService.named('a.other.svc.cluster.local')] })).toThrow(
      errorOf(
        "chart/grant: to[0]: a grant is for objects of its own namespace, which is 'demo', got 'other'; put it into a chart of the namespace 'other'",
      ),
    );
    expect(() => spec({ from, to: [Secret.named('web', { namespace: 'other' })] })).toThrow(/got 'other'/);
    expect(() => spec({ from, to: [MeshService.named('api.example.com')] })).toThrow(
      /a grant is for Services of the cluster, got 'api\.example\.com'/,
    );
    expect(() => spec({ from: [{ kind: 'HttpRoute' as never, namespace: 'a' }], to: ['Service'] })).toThrow(
      /from\[0\]\.kind: it is one of a few values, got 'HttpRoute'; .*'HTTPRoute'/,
    );
  });
});

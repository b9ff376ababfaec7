import { Chart } from 'cdk8s';
import {
  Gateway,
  type GatewayProps,
  HTTPRoute,
  Listener,
  ListenerSet,
  Secret,
} from '../../../lib/gateway-api';
import { MeshService } from '../../../lib/istio';
import { errorOf } from '../../error-of';
import { accepted, acceptedSpec } from '../described';

const local = MeshService.named('reviews.demo.svc.cluster.local', { ports: { http: 9080 } });
const shared = Gateway.named('shared', { namespace: 'ingress' });
const listeners = { https: Listener.https({ port: 443, certificates: [Secret.named('team')] }) };

describe('ListenerSet', () => {
  it('adds listeners to a Gateway, which routes are attached to', () => {
    const objects = accepted((chart) => {
      const set = new ListenerSet(chart, 'team', { parent: shared, listeners });
      new HTTPRoute(chart, 'route', {
        parents: [set.listener('https'), ListenerSet.named('other', { namespace: 'edge' })],
        rules: [{ backends: [local] }],
      });
    });
    expect(objects.map(({ spec }) => spec)).toEqual([
      {
        parentRef: { name: 'shared', namespace: 'ingress' },
        listeners: [
          {
            name: 'https',
            port: 443,
            protocol: 'HTTPS',
            tls: { mode: 'Terminate', certificateRefs: [{ name: 'team' }] },
          },
        ],
      },
      {
        parentRefs: [
          { group: 'gateway.networking.k8s.io', kind: 'ListenerSet', name: 'team', sectionName: 'https' },
          { group: 'gateway.networking.k8s.io', kind: 'ListenerSet', name: 'other', namespace: 'edge' },
        ],
        rules: [{ backendRefs: [{ name: 'reviews', port: 9080 }] }],
      },
    ]);
  });

  it('rejects a Gateway that takes none, and a Secret that nobody grants', () => {
    const build =
      (allowedListeners?: NonNullable<GatewayProps<string>['allowedListeners']>, namespace = 'demo') =>
      () =>
        acceptedSpec((chart) => {
          const parent = new Gateway(new Chart(chart, 'edge', { namespace }), 'gateway', {
            listeners: { http: Listener.http({ port: 80 }) },
            ...(allowedListeners && { allowedListeners }),
          });
          new ListenerSet(chart, 'team', { parent, listeners });
        });
    expect(build()).toThrow(
      errorOf(
        "chart/team: parent: the Gateway takes no listeners beside its own, got 'gateway'; give it allowedListeners: 'all', or the labels of the namespaces",
      ),
    );
    expect(build('same', 'ingress')).toThrow(/parent: the Gateway takes listeners of its own namespace only/);
    expect(build('same')).not.toThrow();
    expect(build({ matchLabels: { team: 'web' } }, 'ingress')).not.toThrow();
    const certificates = [Secret.named('team', { namespace: 'certs' })] as const;
    expect(() =>
      accepted((chart) => {
        const https = Listener.https({ port: 443, certificates });
        new ListenerSet(chart, 'team', { parent: shared, listeners: { https } });
      }),
    ).toThrow(/listeners\.https\.certificates\[0\]: .*does not let ListenerSets of 'demo' name it/);
  });
});

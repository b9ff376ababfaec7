import { told } from '../told';

const world = (host: string) => `
apiVersion: v1
kind: Namespace
metadata: { name: demo }
---
apiVersion: v1
kind: Service
metadata: { name: reviews, namespace: demo }
spec: { ports: [{ name: http, port: 9080 }] }
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: any, namespace: demo }
spec: { host: '${host}', trafficPolicy: { connectionPool: { tcp: { maxConnections: 3 } } } }
`;
const of = (host: string, complete = true) => told(world(host), ['dr-host-unknown'], complete);
const unknown = ['warning IST0174 DestinationRule demo/any spec.host'];

describe('the host of a DestinationRule', () => {
  it.each(['reviews', '*.demo.svc.cluster.local', '*.svc.cluster.local', '*.local'])(
    'is there: %s',
    (host) => {
      expect(of(host)).toEqual([]);
    },
  );

  it.each(['review', 'reviews.prod.svc.cluster.local', '*.prod.svc.cluster.local', '*.example.test'])(
    'is told where nobody has it: %s',
    (host) => {
      expect(of(host)).toEqual(unknown);
    },
  );

  it('may be of a namespace that is not given', () => {
    expect(of('*.prod.svc.cluster.local', false)).toEqual([]);
  });
});

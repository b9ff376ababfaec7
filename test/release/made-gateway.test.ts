import { madeGateway } from '../../lib/release/made-gateway';

const edge = { name: 'edge', className: 'istio', annotations: {}, isWaypoint: false };
const waypoint = { name: 'waypoint', className: 'istio-waypoint', annotations: {}, isWaypoint: true };
const named = {
  ...edge,
  annotations: { 'gateway.istio.io/name-override': 'front', 'gateway.istio.io/service-account': 'fronts' },
};

describe('what istiod makes of a Gateway of the Gateway API', () => {
  it.each([
    ['1.16', 'edge', 'default'],
    ['1.17', 'edge-istio', 'edge-istio'],
    ['1.30', 'edge-istio', 'edge-istio'],
    [undefined, 'edge-istio', 'edge-istio'],
  ])('is named by it in %s as %s, and runs as %s', (release, name, serviceAccount) => {
    expect(madeGateway(edge, release)).toMatchObject({ name, serviceAccount });
  });

  it.each([
    ['1.18', 'waypoint-istio-waypoint'],
    ['1.21', 'waypoint-istio-waypoint'],
    ['1.22', 'waypoint'],
    [undefined, 'waypoint'],
  ])('is named in %s as %s where it is a waypoint', (release, name) => {
    expect(madeGateway(waypoint, release)).toMatchObject({ name, serviceAccount: name });
  });

  it('is named by annotations, which 1.16 does not read', () => {
    expect(madeGateway(named)).toMatchObject({ name: 'front', serviceAccount: 'fronts' });
    expect(madeGateway(named, '1.16')).toMatchObject({ name: 'edge', serviceAccount: 'default' });
  });

  it("carries the standard's labels, and Istio's own up to 1.23", () => {
    const labels = {
      'gateway.networking.k8s.io/gateway-name': 'edge',
      'gateway.networking.k8s.io/gateway-class-name': 'istio',
    };
    expect(madeGateway(edge, '1.24').labels).toEqual(labels);
    expect(madeGateway(edge, '1.23').labels).toEqual({ ...labels, 'istio.io/gateway-name': 'edge' });
  });
});

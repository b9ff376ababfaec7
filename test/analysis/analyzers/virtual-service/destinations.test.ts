import { told } from '../told';

const world = (host: string) => `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: all, namespace: other }
spec:
  hosts: ['*.example.test', api.example.test]
  exportTo: ['.']
  ports: [{ number: 80, name: http, protocol: HTTP }]
  resolution: NONE
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: reviews, namespace: demo }
spec:
  hosts: [shop.test]
  http: [{ route: [{ destination: { host: ${host} } }] }]
`;
const of = (host: string, complete = false) => told(world(host), ['export-hides-service'], complete);
const hidden = 'error IST0101 VirtualService demo/reviews spec.http[0].route[0].destination.host';

describe('a destination that is exported to others only', () => {
  it('is told of what has this very host', () => {
    expect([of('api.example.test'), of('api.example.test', true)]).toEqual([[hidden], [hidden]]);
  });

  it('may have a host of its own elsewhere, where only a wildcard covers it', () => {
    expect([of('web.example.test'), of('web.example.test', true)]).toEqual([[], [hidden]]);
  });
});

import { told } from '../told';

const service = (labels: string) => `
apiVersion: v1
kind: Service
metadata:
  name: front-istio
  namespace: edge
  labels: { ${labels} }
  annotations: { networking.istio.io/service-type: ClusterIP }
spec: { ports: [{ name: http, port: 80 }] }
`;

describe('an annotation of a Gateway', () => {
  it('is misplaced on what somebody writes, not on what istiod makes of the Gateway', () => {
    const of = (labels: string) => told(service(labels), ['annotation-misplaced']);
    expect(of('app: front')).toHaveLength(1);
    expect(of('gateway.istio.io/managed: istio.io-gateway-controller')).toEqual([]);
  });
});

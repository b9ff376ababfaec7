import { ConfigMap, GatewayClass, type GatewayClassProps } from '../../../lib/gateway-api';
import { accepted } from '../described';

const build = (props?: GatewayClassProps) =>
  accepted((chart) => {
    new GatewayClass(chart, 'edge', props);
  });

describe('GatewayClass', () => {
  it("is Istio's, and in no namespace", () => {
    expect(build()).toEqual([
      {
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'GatewayClass',
        metadata: { name: 'edge' },
        spec: { controllerName: 'istio.io/gateway-controller' },
      },
    ]);
  });

  it('says what all of its gateways have in common', () => {
    const [written] = build({
      controllerName: 'example.com/controller',
      description: 'at the edge',
      parameters: ConfigMap.named('patches', { namespace: 'istio-system' }),
    });
    expect(written?.spec).toEqual({
      controllerName: 'example.com/controller',
      description: 'at the edge',
      parametersRef: { group: '', kind: 'ConfigMap', name: 'patches', namespace: 'istio-system' },
    });
  });

  it('rejects a controller that is none', () => {
    expect(() => build({ controllerName: 'istio' })).toThrow(
      /controllerName: a controller is named by a domain and a path, got 'istio'/,
    );
  });
});

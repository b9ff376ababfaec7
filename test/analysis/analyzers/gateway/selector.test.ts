import { told } from '../told';

const gateway = (selector: string, ...ports: number[]) => `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: shop, namespace: shop }
spec:
  selector: { ${selector} }
  servers: [${ports.map((port) => `{ port: { number: ${port}, name: http-${port}, protocol: HTTP }, hosts: ['*'] }`).join(', ')}]
`;

const rules = ['gateway-selector-no-workload', 'gateway-port-not-on-service'];

describe('a gateway that no pod serves', () => {
  it('is told, and of its ports those that the usual installation does not have', () => {
    expect(told(gateway('istio: ingressgateway', 80, 8080, 8004), rules)).toEqual([
      'error IST0101 Gateway shop/shop spec.selector',
      'warning IST0162 Gateway shop/shop spec.servers[2].port.number',
    ]);
  });

  it('is not told of ports where its pods are not the usual ones', () => {
    expect(told(gateway('istio: edge', 8004), rules)).toEqual([
      'error IST0101 Gateway shop/shop spec.selector',
    ]);
    expect(told(gateway('istio: ingressgateway, tier: edge', 8004), rules)).toEqual([
      'error IST0101 Gateway shop/shop spec.selector',
    ]);
  });

  it('may be served by what is not given', () => {
    expect(told(gateway('istio: ingressgateway', 8004), rules, false)).toEqual([]);
  });
});

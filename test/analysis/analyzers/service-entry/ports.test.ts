import { told } from '../told';

const entry = (ports: string) => `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: db, namespace: demo }
spec: { hosts: [db.example.test], ports: [${ports}], resolution: DNS }
---`;
const settings = (capture: string) => `
apiVersion: v1
kind: ConfigMap
metadata: { name: istio, namespace: istio-system }
data:
  mesh: |
    defaultConfig: { proxyMetadata: { ISTIO_META_DNS_CAPTURE: "${capture}" } }
`;
const tcp = '{ number: 3306, name: tcp, protocol: TCP }';
const of = (text: string, complete = false) => told(text, ['se-addresses-needed'], complete);
const at = (level: string) => [`${level} IST0134 ServiceEntry demo/db spec.addresses`];

describe('a TCP port without addresses', () => {
  it('is told by what the mesh says of DNS, and as news where that is not given', () => {
    expect(of(entry(tcp))).toEqual(at('info'));
    expect(of(entry(tcp), true)).toEqual(at('warning'));
    expect(of(entry(tcp) + settings('false'))).toEqual(at('warning'));
    expect(of(entry(tcp) + settings('true'))).toEqual([]);
  });

  it('is none without a number', () => {
    expect(of(entry("{ number: '$PORT', name: tcp, protocol: TCP }"))).toEqual([]);
  });
});

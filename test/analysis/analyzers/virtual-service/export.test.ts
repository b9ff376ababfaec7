import { told } from '../told';

const exported = (kind: string, host: string, to: string) => `
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { istio-injection: enabled } }
---
apiVersion: networking.istio.io/v1
kind: ${kind}
metadata: { name: web, namespace: shop }
spec: { ${host}, exportTo: ['${to}'] }
`;

const rules = ['export-unknown-namespace'];

describe('exportTo', () => {
  it.each([
    ['VirtualService', 'hosts: [web]'],
    ['DestinationRule', 'host: web'],
    ['ServiceEntry', 'hosts: [web.example.com]'],
  ])('of a %s reports a namespace that does not exist', (kind, host) => {
    expect(told(exported(kind, host, 'bogus'), rules)).toEqual([
      `warning IST0101 ${kind} shop/web spec.exportTo[0]`,
    ]);
    expect(told(exported(kind, host, 'bogus'), rules, false)).toEqual([]);
    for (const known of ['.', '*', 'shop']) expect(told(exported(kind, host, known), rules)).toEqual([]);
  });

  it('tells a slip of the pen also where not all is given', () => {
    expect(told(exported('DestinationRule', 'host: web', 'shopp'), rules, false)).toEqual([
      'info IST0101 DestinationRule shop/web spec.exportTo[0]',
    ]);
  });
});

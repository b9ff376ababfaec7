import { told } from '../told';

const rule = `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: web, namespace: shop }
spec: { host: web, subsets: [{ name: v1, labels: { version: v1 } }] }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { selector: { app: web }, ports: [{ name: http, port: 80 }] }
`;

const rules = ['dr-subset-no-workload'];
const kinds = [
  ['apps/v1', 'Deployment'],
  ['apps/v1', 'StatefulSet'],
  ['apps/v1', 'DaemonSet'],
  ['apps/v1', 'ReplicaSet'],
  ['v1', 'ReplicationController'],
] as const;

describe('a subset', () => {
  it('selects nothing where its service does not', () => {
    expect(told(rule, rules)).toEqual(['error IST0173 DestinationRule shop/web spec.subsets[0].labels']);
    expect(told(rule, rules, false)).toEqual([]);
  });

  it.each(kinds)('is found in the template of a %s %s', (apiVersion, kind) => {
    const workload = (version: string) => `
---
apiVersion: ${apiVersion}
kind: ${kind}
metadata: { name: web, namespace: shop }
spec: { template: { metadata: { labels: { app: web, version: ${version} } } } }
`;
    expect(told(rule + workload('v1'), rules)).toEqual([]);
    expect(told(rule + workload('v2'), rules)).toEqual([
      'error IST0173 DestinationRule shop/web spec.subsets[0].labels',
    ]);
  });
});

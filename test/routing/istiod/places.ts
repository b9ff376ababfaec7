import type { MeshOptions } from '../../../lib/routing/mesh';
import { istio, meshOf, namespace, service } from '../world';

export const pods = (app: string, name: string, locality: string) => `
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: demo }
spec:
  template:
    metadata: { labels: { app: ${app}, topology.istio.io/locality: ${locality} } }
    spec: { containers: [{ name: app, image: app }] }
`;
export const world = [
  namespace('demo'),
  service('demo', 'reviews'),
  pods('curl', 'curl', 'eu.a.1'),
  pods('reviews', 'here', 'eu.a.1'),
  pods('reviews', 'near', 'eu.b.1'),
  pods('reviews', 'west', 'us.a.1'),
  pods('reviews', 'east', 'asia.a.1'),
].join('');
export const rule = (policy: string) =>
  istio(
    'networking',
    'DestinationRule',
    'demo',
    'reviews',
    `{ host: reviews, trafficPolicy: { ${policy} } }`,
  );
export const ask = (yaml: string, options?: MeshOptions) => {
  const { destinations, notes, notModelled } = meshOf(yaml, options)
    .request({ from: 'demo/curl', url: 'http://reviews/' })
    .toJSON();
  const shares = destinations[0]?.localities?.map(
    ({ locality, priority, percent, workloads }) => `${locality} ${priority} ${percent} ${workloads.join()}`,
  );
  return { shares, notes, notModelled };
};
export const outlier = 'outlierDetection: { consecutive5xxErrors: 1 }';

import { deployments, ingress, namespace, service } from './world';

export const object = (kind: string, name: string, spec: string, place = 'demo', version = 'v1') => `
---
apiVersion: gateway.networking.k8s.io/${version}
kind: ${kind}
metadata: { name: ${name}, namespace: ${place} }
spec: ${spec}
`;
export const world = `${namespace('demo')}${ingress}${deployments('demo', 'reviews', 'v1')}${service('demo', 'reviews')}${deployments('demo', 'ratings', 'v1')}${service('demo', 'ratings', 9443, 'tls')}`;
export const gateway = (listeners: string) =>
  object(
    'Gateway',
    'edge',
    `{ gatewayClassName: istio, addresses: [{ value: istio-ingressgateway }], listeners: ${listeners} }`,
    'istio-system',
  );
export const http = gateway(
  '[{ name: http, port: 80, protocol: HTTP, allowedRoutes: { namespaces: { from: All } } }]',
);
export const edge = 'parentRefs: [{ name: edge, namespace: istio-system }]';
export const backend = 'backendRefs: [{ name: reviews, port: 80 }]';

import type { Service, Workload } from '../../lib/cli/cluster-objects';
import type { GatewayApiObject, GatewayObject } from '../../lib/cli/gateway-object';
import type { Labels } from '../../lib/values/labels';

/** A Gateway as `dist/` has it. */
export function gatewayObject(
  selector: Labels,
  ports: readonly number[] = [80],
  hosts: readonly string[] = ['*'],
): GatewayObject {
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'Gateway',
    metadata: { name: 'bookinfo-gateway', namespace: 'demo' },
    spec: {
      selector,
      servers: ports.map((number) => ({ hosts, port: { number, name: `http-${number}`, protocol: 'HTTP' } })),
    },
  };
}

/** A Gateway of the Gateway API as `dist/` has it. */
export function gatewayApiGateway(
  listeners: GatewayApiObject['spec']['listeners'],
  gatewayClassName = 'istio',
): GatewayApiObject {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { name: 'bookinfo-gateway', namespace: 'demo' },
    spec: { gatewayClassName, listeners },
  };
}

/** A Service in front of gateway pods; ports as `{ 80: 8080 }`. */
export function gatewayService(
  at: `${string}/${string}`,
  selector: Labels,
  ports: Readonly<Record<number, number | string>> = { 80: 8080, 443: 8443 },
  type = 'LoadBalancer',
): Service {
  const [namespace = '', name = ''] = at.split('/');
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace },
    spec: {
      type,
      selector,
      ports: Object.entries(ports).map(([port, targetPort]) => ({
        name: `port-${port}`,
        port: Number(port),
        targetPort,
      })),
    },
  };
}

/** What makes gateway pods with these labels. */
export function gatewayWorkload(at: `${string}/${string}`, labels: Labels, available = 1): Workload {
  const [namespace = '', name = ''] = at.split('/');
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace },
    spec: { template: { metadata: { labels }, spec: { containers: [{ name: 'istio-proxy' }] } } },
    status: { availableReplicas: available },
  };
}

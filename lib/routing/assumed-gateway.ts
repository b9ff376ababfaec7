import type { MeshModel } from '../model/mesh-model';
import type { Workload } from '../model/workload';
import type { BoundGateway } from './istiod/gateways';

/**
 * A gateway that is not among the objects, as `istioctl install` and the Helm chart `gateway` make it: labelled with
 * its name, and with it without `istio-`. Undefined where no Gateway is for such pods.
 */
export function assumedGateway(
  model: MeshModel,
  gateways: readonly BoundGateway[],
  namespace: string,
  name: string,
): Workload | undefined {
  const labels: Readonly<Record<string, string>> = { app: name, istio: name.replace(/^istio-/, '') };
  const host = `${name}.${namespace}.svc.${model.settings.domain}`;
  const isMeant = gateways.some(({ selector, services }) =>
    services === undefined
      ? Object.entries(selector ?? {}).every(([key, value]) => labels[key] === value)
      : services.includes(host),
  );
  return isMeant ? gatewayWorkload(namespace, name, labels) : undefined;
}

/** The workload of a gateway that is not among the objects. */
export function gatewayWorkload(
  namespace: string,
  name: string,
  labels: Readonly<Record<string, string>>,
  serviceAccount = `${name}-service-account`,
): Workload {
  return {
    origin: 'generated',
    object: {
      apiVersion: 'apps/v1',
      group: 'apps',
      kind: 'Deployment',
      namespace,
      name,
      labels,
      annotations: {},
      created: '',
      spec: {},
      manifest: { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { namespace, name } },
    },
    name,
    namespace,
    labels,
    annotations: {},
    serviceAccount,
    hostNetwork: false,
    proxy: 'gateway',
    containers: [],
    ports: [],
    templatePath: [],
    template: {},
  };
}

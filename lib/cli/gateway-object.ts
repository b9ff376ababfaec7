import { groupOf, type KubernetesObject } from '../kubernetes/identity';
import type { Labels } from '../kubernetes/label-selector';

/** A Gateway of Istio's, as it is written in `dist/`. */
export interface GatewayObject extends KubernetesObject {
  readonly spec: {
    readonly selector?: Labels;
    readonly servers: readonly {
      readonly hosts: readonly string[];
      readonly port: { readonly number: number; readonly name?: string; readonly protocol?: string };
    }[];
  };
}

/** Whether an object is a Gateway of Istio's, and not one of the Gateway API's. */
export function isGatewayObject(object: KubernetesObject): object is GatewayObject {
  return object.kind === 'Gateway' && groupOf(object.apiVersion) === 'networking.istio.io';
}

import { groupOf, type KubernetesObject, shown } from '../kubernetes/identity';
import { listOf, mapOf, objectOf, optional, type Read, text, whole } from './answer';
import { readMeta } from './object-answer';

const readGateway = objectOf({
  apiVersion: text,
  kind: text,
  metadata: readMeta,
  spec: objectOf({
    selector: optional(mapOf(text)),
    servers: listOf(
      objectOf({
        hosts: listOf(text),
        port: objectOf({ number: whole, name: optional(text), protocol: optional(text) }),
      }),
    ),
  }),
});

/** A Gateway of Istio's, as it is written in `dist/`. */
export type GatewayObject = Read<typeof readGateway>;

const readRoutes = objectOf({
  spec: objectOf({ hosts: optional(listOf(text)), gateways: optional(listOf(text)) }),
});

/**
 * The Gateways of Istio's among the objects of `dist/`; not those of the Gateway API.
 *
 * @throws ConfigError for one that is no Gateway
 */
export function gatewayObjects(objects: readonly KubernetesObject[]): GatewayObject[] {
  return ofIstio(objects, 'Gateway').map((object) => readGateway(object, placeOf(object)));
}

/** The hosts of those VirtualServices among the objects of `dist/` that are for gateways. */
export function hostsRoutedOutside(objects: readonly KubernetesObject[]): string[] {
  return ofIstio(objects, 'VirtualService')
    .map((object) => readRoutes(object, placeOf(object)).spec)
    .filter(({ gateways = [] }) => gateways.some((gateway) => gateway !== 'mesh'))
    .flatMap(({ hosts = [] }) => hosts);
}

function ofIstio(objects: readonly KubernetesObject[], kind: string): KubernetesObject[] {
  return objects.filter((one) => one.kind === kind && groupOf(one.apiVersion) === 'networking.istio.io');
}

function placeOf(object: KubernetesObject) {
  return { asked: shown(object), path: '', instead: 'run npm run synth again' };
}

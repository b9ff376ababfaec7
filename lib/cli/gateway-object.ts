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

const networking = 'networking.istio.io';

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
  return inGroup(objects, networking, 'Gateway').map((object) => readGateway(object, placeOf(object)));
}

const readListeners = objectOf({
  apiVersion: text,
  kind: text,
  metadata: readMeta,
  spec: objectOf({
    gatewayClassName: text,
    addresses: optional(listOf(objectOf({ value: optional(text) }))),
    listeners: listOf(objectOf({ port: whole, protocol: text, hostname: optional(text) })),
  }),
});

/** A Gateway of the Gateway API, as it is written in `dist/`. */
export type GatewayApiObject = Read<typeof readListeners>;

const gatewayApi = 'gateway.networking.k8s.io';

/** The class whose gateways istiod makes, and that are open to the outside. */
const istioClass = 'istio';

/**
 * The Gateways of the Gateway API among the objects of `dist/` that istiod makes a Deployment and a Service for.
 *
 * @throws ConfigError for one that is no Gateway
 */
export function gatewayApiObjects(objects: readonly KubernetesObject[]): GatewayApiObject[] {
  return inGroup(objects, gatewayApi, 'Gateway')
    .map((object) => readListeners(object, placeOf(object)))
    .filter(({ spec }) => spec.gatewayClassName === istioClass && (spec.addresses ?? []).length === 0);
}

const readHostnames = objectOf({ spec: objectOf({ hostnames: optional(listOf(text)) }) });

/** The hosts that the HTTPRoutes among the objects of `dist/` are for; `*` for one that is for all. */
export function hostsOfHttpRoutes(objects: readonly KubernetesObject[]): string[] {
  return inGroup(objects, gatewayApi, 'HTTPRoute').flatMap((object) => {
    const { hostnames = [] } = readHostnames(object, placeOf(object)).spec;
    return hostnames.length === 0 ? ['*'] : hostnames;
  });
}

/** The hosts of those VirtualServices among the objects of `dist/` that are for gateways. */
export function hostsRoutedOutside(objects: readonly KubernetesObject[]): string[] {
  return inGroup(objects, networking, 'VirtualService')
    .map((object) => readRoutes(object, placeOf(object)).spec)
    .filter(({ gateways = [] }) => gateways.some((gateway) => gateway !== 'mesh'))
    .flatMap(({ hosts = [] }) => hosts);
}

function inGroup(objects: readonly KubernetesObject[], group: string, kind: string): KubernetesObject[] {
  return objects.filter((one) => one.kind === kind && groupOf(one.apiVersion) === group);
}

function placeOf(object: KubernetesObject) {
  return { asked: shown(object), path: '', instead: 'run npm run synth again' };
}

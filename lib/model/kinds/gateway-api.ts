import { isMap } from '../../kubernetes/identity';
import { anyMap, list, number, type Read, record, records, type Shape, text, textMap, texts } from '../shape';
import { labelSelector } from './kubernetes';

const kindRef = { group: text, kind: text };

export const parentRef = record({ ...kindRef, namespace: text, name: text, sectionName: text, port: number });

export const backendRef = record({
  ...kindRef,
  namespace: text,
  name: text,
  port: number,
  weight: number,
  filters: list(anyMap, {}),
});

const allowedNamespaces = record({ from: text, selector: labelSelector });

const listenerTls = record({
  mode: text,
  certificateRefs: records({ ...kindRef, namespace: text, name: text }),
  options: textMap,
  frontendValidation: anyMap,
});

const listener = record({
  name: text,
  hostname: text,
  port: number,
  protocol: text,
  tls: listenerTls,
  allowedRoutes: record({
    namespaces: allowedNamespaces,
    kinds: records(kindRef),
  }),
});

const clientValidation = record({
  validation: record({ caCertificateRefs: records({ ...kindRef, namespace: text, name: text }) }),
});

/** @see https://gateway-api.sigs.k8s.io/reference/spec/#gateway */
export const kubernetesGateway = record({
  gatewayClassName: text,
  listeners: list(listener, {}),
  addresses: records({ type: text, value: text }),
  infrastructure: anyMap,
  allowedListeners: record({ namespaces: allowedNamespaces }),
  tls: record({
    frontend: record({
      default: clientValidation,
      perPort: records({ port: number, tls: clientValidation }),
    }),
  }),
});

/** @see https://gateway-api.sigs.k8s.io/api-types/listenerset/ */
export const listenerSet = record({ parentRef, listeners: list(listener, {}) });

/** @see https://gateway-api.sigs.k8s.io/reference/spec/#gatewayclass */
export const gatewayClass = record({ controllerName: text });

const filters = list(anyMap, {});

/** An HTTPRoute, GRPCRoute, TLSRoute or TCPRoute. */
export const route = record({
  parentRefs: list(parentRef, {}),
  hostnames: texts,
  rules: records({
    name: text,
    matches: list(anyMap, {}),
    filters,
    backendRefs: list(backendRef, {}),
    timeouts: record({ request: text, backendRequest: text }),
    retry: anyMap,
    sessionPersistence: anyMap,
  }),
});

/** An HTTPRoute, to which the API server adds a rule for all requests where none is written. */
export const httpRoute: Shape<RouteSpec> = (value) =>
  route(isMap(value) && (value.rules ?? undefined) === undefined ? { ...value, rules: [{}] } : value);

/** @see https://gateway-api.sigs.k8s.io/api-types/backendtlspolicy/ */
export const backendTlsPolicy = record({
  targetRefs: records({ ...kindRef, name: text, sectionName: text }),
  validation: record({ caCertificateRefs: records({ ...kindRef, name: text }) }),
});

/** @see https://gateway-api.sigs.k8s.io/reference/spec/#referencegrant */
export const referenceGrant = record({
  from: records({ ...kindRef, namespace: text }),
  to: records({ ...kindRef, name: text }),
});

export type ClientValidationSpec = Read<typeof clientValidation>;
export type ListenerSpec = Read<typeof listener>;
export type RouteSpec = Read<typeof route>;
export type ParentRefSpec = Read<typeof parentRef>;
export type BackendRefSpec = Read<typeof backendRef>;
export type ReferenceGrantSpec = Read<typeof referenceGrant>;

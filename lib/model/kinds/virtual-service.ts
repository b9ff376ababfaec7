import {
  anyMap,
  flag,
  list,
  mapOf,
  number,
  type Read,
  record,
  records,
  text,
  textMap,
  texts,
} from '../shape';

/** A text that is compared in one of three ways; a field that is absent or empty but present is `{}`. */
export const stringMatch = record({ exact: text, prefix: text, regex: text });

const portSelector = record({ number });

export const destination = record({ host: text, subset: text, port: portSelector });

const headerOperations = record({ set: textMap, add: textMap, remove: texts });

const headers = record({ request: headerOperations, response: headerOperations });

export const httpMatch = record({
  name: text,
  uri: stringMatch,
  scheme: stringMatch,
  method: stringMatch,
  authority: stringMatch,
  headers: mapOf(stringMatch),
  withoutHeaders: mapOf(stringMatch),
  queryParams: mapOf(stringMatch),
  port: number,
  sourceLabels: textMap,
  sourceNamespace: text,
  gateways: texts,
  ignoreUriCase: flag,
  statPrefix: text,
});

const percent = record({ value: number });

const mirror = record({ destination, percentage: percent });

export const httpRoute = record({
  name: text,
  match: list(httpMatch, {}),
  route: records({ destination, weight: number, headers }),
  redirect: record({
    uri: text,
    authority: text,
    scheme: text,
    port: number,
    derivePort: text,
    redirectCode: number,
  }),
  directResponse: record({ status: number, body: record({ string: text, bytes: text }) }),
  delegate: record({ name: text, namespace: text }),
  rewrite: record({ uri: text, authority: text, uriRegexRewrite: record({ match: text, rewrite: text }) }),
  timeout: text,
  retries: record({
    attempts: number,
    perTryTimeout: text,
    retryOn: text,
    retryRemoteLocalities: flag,
    backoff: text,
    retryIgnorePreviousHosts: flag,
  }),
  fault: record({
    delay: record({ percent: number, percentage: percent, fixedDelay: text, exponentialDelay: text }),
    abort: record({ httpStatus: number, grpcStatus: text, http2Error: text, percentage: percent }),
  }),
  mirror: destination,
  mirrors: list(mirror, {}),
  mirrorPercent: number,
  mirrorPercentage: percent,
  corsPolicy: anyMap,
  headers,
});

const l4Match = {
  destinationSubnets: texts,
  port: number,
  sourceLabels: textMap,
  sourceNamespace: text,
  gateways: texts,
};

const l4Route = records({ destination, weight: number });

/**
 * Where requests to hosts go.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/
 */
export const virtualService = record({
  hosts: texts,
  gateways: texts,
  http: list(httpRoute, {}),
  tls: records({ match: records({ ...l4Match, sniHosts: texts }), route: l4Route }),
  tcp: records({ match: records({ ...l4Match, sourceSubnet: text }), route: l4Route }),
  exportTo: texts,
});

export type VirtualServiceSpec = Read<typeof virtualService>;
export type HttpRouteSpec = Read<typeof httpRoute>;
export type HttpMatchSpec = Read<typeof httpMatch>;
export type StringMatchSpec = Read<typeof stringMatch>;
export type DestinationSpec = Read<typeof destination>;

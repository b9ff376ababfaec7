import type { AuthorizationPolicySpecRulesToOperation } from '../../../imports/security.istio.io/authorization-policy';
import { defined } from '../../values/defined';
import type { AtLeastOne, NonEmpty } from '../../values/non-empty';
import { checkPathPattern, type PathPattern } from '../../values/path-pattern';
import { checkPort } from '../../values/port';
import { checkWildcards } from '../../values/wildcard';

/** An HTTP method in capitals; gRPC calls are `POST`. */
export type RequestMethod = Uppercase<string>;

/** Everything that a request can be held against. All that are given must hold; of each list one does. */
export interface OperationConditions {
  /** Hosts of requests, upper and lower case alike, with a `*` at one end. */
  readonly hosts: NonEmpty<string>;
  readonly notHosts: NonEmpty<string>;
  /** Ports of the workload that connections come in on; the only condition that TCP knows. */
  readonly ports: NonEmpty<number>;
  readonly notPorts: NonEmpty<number>;
  readonly methods: NonEmpty<RequestMethod>;
  readonly notMethods: NonEmpty<RequestMethod>;
  readonly paths: NonEmpty<PathPattern>;
  readonly notPaths: NonEmpty<PathPattern>;
}

/**
 * What is called.
 *
 * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/#Operation
 */
export type Operation = AtLeastOne<OperationConditions>;

/** Requests of one method, to any path or to these. */
export function method(name: RequestMethod, ...paths: readonly PathPattern[]): Operation {
  const [first, ...more] = paths;
  return first === undefined ? { methods: [name] } : { methods: [name], paths: [first, ...more] };
}

/** `GET` requests, to any path or to these. */
export const get = (...paths: readonly PathPattern[]) => method('GET', ...paths);

/** `HEAD` requests, to any path or to these. */
export const head = (...paths: readonly PathPattern[]) => method('HEAD', ...paths);

/** `POST` requests, to any path or to these. */
export const post = (...paths: readonly PathPattern[]) => method('POST', ...paths);

/** `PUT` requests, to any path or to these. */
export const put = (...paths: readonly PathPattern[]) => method('PUT', ...paths);

/** `PATCH` requests, to any path or to these. */
export const patch = (...paths: readonly PathPattern[]) => method('PATCH', ...paths);

/** `DELETE` requests, to any path or to these. */
export const del = (...paths: readonly PathPattern[]) => method('DELETE', ...paths);

/** Refuses what Istio does not take. */
export function checkOperation(operation: Partial<OperationConditions>): void {
  const { ports, notPorts, paths, notPaths, methods, notMethods, hosts, notHosts } = operation;
  for (const port of [...(ports ?? []), ...(notPorts ?? [])]) checkPort(port, 'the port of an operation');
  [...(paths ?? []), ...(notPaths ?? [])].forEach(checkPathPattern);
  checkWildcards([...(methods ?? []), ...(notMethods ?? [])], 'a method');
  checkWildcards([...(hosts ?? []), ...(notHosts ?? [])], 'a host');
}

type Rendered = AuthorizationPolicySpecRulesToOperation;

export function renderOperation(operation: Partial<OperationConditions>): Rendered {
  return defined<Rendered>({
    hosts: operation.hosts && [...operation.hosts],
    notHosts: operation.notHosts && [...operation.notHosts],
    ports: operation.ports?.map(String),
    notPorts: operation.notPorts?.map(String),
    methods: operation.methods && [...operation.methods],
    notMethods: operation.notMethods && [...operation.notMethods],
    paths: operation.paths && [...operation.paths],
    notPaths: operation.notPaths && [...operation.notPaths],
  });
}

import type { AuthorizationPolicySpecRulesToOperation } from '../../../imports/security.istio.io/authorization-policy';
import { list } from '../../values/check';
import { defined } from '../../values/defined';
import type { AtLeastOne, NonEmpty } from '../../values/non-empty';
import { type PathPattern, pathPattern } from '../../values/path-pattern';
import { portNumber } from '../../values/port';
import { optional, shape } from '../../values/shape';
import { wildcard } from '../../values/wildcard';

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

/** At which ports connections come in. */
export type ConnectionOperation = AtLeastOne<Pick<OperationConditions, 'ports' | 'notPorts'>>;

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

const hosts = optional(list(wildcard('a host')));
const ports = optional(list(portNumber));
const methods = optional(list(wildcard('a method')));
const paths = optional(list(pathPattern));

export const operation = shape<Partial<OperationConditions>>(
  {
    hosts,
    notHosts: hosts,
    ports,
    notPorts: ports,
    methods,
    notMethods: methods,
    paths,
    notPaths: paths,
  },
  {
    atLeastOne: ['hosts', 'notHosts', 'ports', 'notPorts', 'methods', 'notMethods', 'paths', 'notPaths'],
  },
);

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

import { type Check, numeric } from './check';

export function isPort(port: number): boolean {
  return Number.isInteger(port) && port >= 1 && port <= 65535;
}

export const portNumber: Check<number> = numeric({
  holds: isPort,
  problem: 'a port must be a whole number from 1 to 65535',
  instead: 'write for example 9080',
});

/**
 * The protocol of a Service's port, which Istio reads from the port's `appProtocol` or the beginning of its name.
 *
 * @see https://istio.io/latest/docs/ops/configuration/traffic-management/protocol-selection/
 */
export type PortProtocol =
  | 'http'
  | 'http2'
  | 'https'
  | 'grpc'
  | 'grpc-web'
  | 'tcp'
  | 'tls'
  | 'mongo'
  | 'mysql'
  | 'redis'
  | 'udp';

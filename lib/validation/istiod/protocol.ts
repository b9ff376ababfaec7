import { shown } from '../schema/shown';
import type { ValueCheck } from '../shape';

const known = [
  'http',
  'http2',
  'http_proxy',
  'grpc',
  'grpc-web',
  'https',
  'tls',
  'tcp',
  'mongo',
  'redis',
  'mysql',
  'udp',
];

/** A protocol in the form that questions are asked about it. */
export function protocolOf(text: string | undefined): string | undefined {
  const small = text?.toLowerCase();
  return small !== undefined && known.includes(small) ? small : undefined;
}

/** Whether a protocol is HTTP in clear text. */
export function isHttp(text: string | undefined): boolean {
  return ['http', 'http2', 'http_proxy', 'grpc', 'grpc-web'].includes(protocolOf(text) ?? '');
}

/** Whether a protocol is on top of TLS. */
export function isTls(text: string | undefined): boolean {
  return ['https', 'tls'].includes(protocolOf(text) ?? '');
}

/** A protocol that Istio knows. */
export const protocol: ValueCheck<string> = (text) =>
  protocolOf(text) === undefined
    ? `must be HTTP, HTTPS, HTTP2, GRPC, GRPC-WEB, TLS, TCP, MONGO, REDIS or MYSQL, got ${shown(text)}`
    : undefined;

/** The same, or nothing: Istio then finds it out by itself. */
export const protocolOrNone: ValueCheck<string> = (text) => (text === '' ? undefined : protocol(text));

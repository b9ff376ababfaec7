/** What is spoken on a port, as Istio knows it; `unknown` is detected from the first bytes of a connection. */
export type Protocol =
  | 'http'
  | 'http2'
  | 'grpc'
  | 'grpc-web'
  | 'https'
  | 'tls'
  | 'tcp'
  | 'mongo'
  | 'mysql'
  | 'redis'
  | 'udp'
  | 'hbone'
  | 'unknown';

const known: ReadonlySet<string> = new Set<Protocol>([
  'http',
  'http2',
  'grpc',
  'grpc-web',
  'https',
  'tls',
  'tcp',
  'mongo',
  'mysql',
  'redis',
  'udp',
  'hbone',
]);

/** Ports whose servers speak first, so that nothing can be detected: they are TCP. */
const speakFirst: ReadonlySet<number> = new Set([25, 53, 3306, 27017]);

/** Names that Kubernetes itself gives to what is spoken. */
const kubernetesNames: ReadonlyMap<string, Protocol> = new Map(
  Object.entries({
    'kubernetes.io/h2c': 'http2',
    'kubernetes.io/ws': 'http',
    'kubernetes.io/wss': 'https',
  }),
);

/** The protocol that a Gateway, a ServiceEntry or a Sidecar declares; case does not matter. */
export function declaredProtocol(declared: string | undefined): Protocol {
  const name = (declared ?? '').toLowerCase();
  return known.has(name) ? (name as Protocol) : name === 'http_proxy' ? 'http' : 'unknown';
}

/**
 * The protocol of a port of a Service: `appProtocol`, else the beginning of its name.
 *
 * @see https://istio.io/latest/docs/ops/configuration/traffic-management/protocol-selection/
 */
export function servicePortProtocol(port: {
  readonly port?: number | undefined;
  readonly name?: string | undefined;
  readonly protocol?: string | undefined;
  readonly appProtocol?: string | undefined;
}): Protocol {
  if (port.protocol === 'UDP') return 'udp';
  const fixed = port.appProtocol === undefined ? undefined : kubernetesNames.get(port.appProtocol);
  if (fixed !== undefined) return fixed;
  const name = port.appProtocol ?? port.name ?? '';
  if (/^grpc-web/i.test(name)) return 'grpc-web';
  const read = declaredProtocol(name.split('-', 1)[0]);
  if (read !== 'unknown' && read !== 'hbone') return read;
  return port.port !== undefined && speakFirst.has(port.port) ? 'tcp' : 'unknown';
}

/** Whether requests of a protocol can be routed one by one. */
export function isHttp(protocol: Protocol): boolean {
  return protocol === 'http' || protocol === 'http2' || protocol === 'grpc' || protocol === 'grpc-web';
}

/** Whether connections of a protocol are TLS, whose server name can be read. */
export function isTls(protocol: Protocol): boolean {
  return protocol === 'https' || protocol === 'tls';
}

/** Whether a protocol is routed by connection, with or without TLS. */
export function isTcp(protocol: Protocol): boolean {
  return (
    protocol === 'tcp' ||
    protocol === 'mongo' ||
    protocol === 'mysql' ||
    protocol === 'redis' ||
    isTls(protocol)
  );
}

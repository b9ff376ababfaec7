import { shown } from '../schema/shown';
import { isSet, list, object, type Place, type Shape } from '../shape';
import { connectionPool } from './connection-pool';
import { destination } from './destination';
import { address, dnsLabel, hostName } from './hosts';
import { egressHost } from './namespaced-host';
import { isTls, protocolOrNone } from './protocol';
import { isSince } from './release';
import { workloadSelector } from './selection';
import { type ServerTls, serverTls } from './server-tls';
import { port, socketPath, unix } from './values';

interface Port {
  readonly number?: number;
  readonly name?: string;
  readonly protocol?: string;
  readonly targetPort?: number;
}

interface Listener {
  readonly port?: Port;
  readonly bind?: string;
  readonly captureMode?: string;
  readonly hosts?: readonly string[];
  readonly defaultEndpoint?: string;
  readonly tls?: ServerTls;
}

function report(place: Place, problem: string | undefined, ...at: (string | number)[]): void {
  if (problem !== undefined) place.report(problem, { at });
}

function checkPort({ name = '', protocol = '', targetPort = 0 }: Port, place: Place): void {
  if (targetPort > 0) report(place, 'does nothing in a Sidecar: leave it out', 'port', 'targetPort');
  if (name !== '') report(place, dnsLabel(name), 'port', 'name');
  report(place, protocolOrNone(protocol), 'port', 'protocol');
}

const own = ['', '127.0.0.1', '0.0.0.0', '::1', '::'];

/** The address of the workload itself: `127.0.0.1:8080`, `:8080` or a socket. */
function endpointProblem(text: string): string | undefined {
  if (text.startsWith(unix)) return socketPath(text.slice(unix.length));
  const [, bracketed, plain, number = ''] = /^(?:\[([^\]]*)\]|([^:]*)):([^:]*)$/.exec(text) ?? [];
  const host = bracketed ?? plain;
  if (host === undefined || !own.includes(host)) {
    return `must be 127.0.0.1:<port>, 0.0.0.0:<port>, [::1]:<port>, [::]:<port> or unix://<path>, got ${shown(text)}`;
  }
  return /^[+-]?\d+$/.test(number)
    ? port(Number(number))
    : `must end in the number of a port, got ${shown(text)}`;
}

const refused = [
  'subjectAltNames',
  'httpsRedirect',
  'credentialName',
  'credentialNames',
  'tlsCertificates',
] as const;

function checkTls({ tls, port: own }: Listener, place: Place): void {
  if (!tls) return;
  for (const name of refused) {
    if (isSet(tls[name]) && tls[name] !== false) report(place, 'is not there in a Sidecar', 'tls', name);
  }
  if (tls.mode === 'ISTIO_MUTUAL' || tls.mode === 'AUTO_PASSTHROUGH') {
    report(place, `can not be ${tls.mode} in a Sidecar`, 'tls', 'mode');
  }
  if (!isTls(own?.protocol)) {
    const problem = `must be HTTPS or TLS for a listener with tls, got ${shown(own?.protocol)}`;
    place.report(problem, { at: ['port', 'protocol'] });
  }
  place.steps.push('tls');
  serverTls(tls, place);
  place.steps.pop();
}

const ingress = object<Listener>({ connectionPool }, (listener, place) => {
  const { port: given, bind = '', defaultEndpoint = '' } = listener;
  if (!given) {
    place.report('must have a port');
    return;
  }
  checkPort(given, place);
  report(place, port(given.number ?? 0), 'port', 'number');
  if (bind !== '') report(place, address(bind), 'bind');
  if (defaultEndpoint !== '') report(place, endpointProblem(defaultEndpoint), 'defaultEndpoint');
  checkTls(listener, place);
});

function checkBind({ port: given, bind = '', captureMode = 'DEFAULT' }: Listener, place: Place): void {
  if (!given) return;
  checkPort(given, place);
  if (given.number) {
    report(place, port(given.number), 'port', 'number');
    if (bind !== '') report(place, address(bind), 'bind');
    return;
  }
  const socket = bind.startsWith(unix);
  report(
    place,
    socket ? socketPath(bind.slice(unix.length)) : 'must be a socket (unix://) for a port without number',
    'bind',
  );
  if (captureMode !== 'DEFAULT' && captureMode !== 'NONE') {
    report(place, `must be DEFAULT or NONE for a socket, got ${captureMode}`, 'captureMode');
  }
}

const egress: Shape<Listener> = (listener, place) => {
  checkBind(listener, place);
  if (!isSet(listener.hosts)) place.report('must have a host');
  const excludes = isSince('1.31', place);
  listener.hosts?.forEach((host, index) => {
    report(place, egressHost(host, excludes), 'hosts', index);
  });
};

const eachPortOnce: Shape<readonly Listener[]> = (listeners, place) => {
  const seen = new Set<unknown>();
  listeners.forEach(({ port: given, bind = '' }, index) => {
    if (!given) return;
    const key = given.number || bind;
    if (seen.has(key)) report(place, 'is there twice', index, 'port');
    seen.add(key);
  });
};

const catchAllLast: Shape<readonly Listener[]> = (listeners, place) => {
  listeners.slice(0, -1).forEach(({ port: given }, index) => {
    if (!given)
      report(place, 'takes what no other listener takes: without a port it must be the last', index);
  });
};

interface Policy {
  readonly mode?: string;
  readonly egressProxy?: { readonly host?: string; readonly port?: unknown };
}

const outboundTrafficPolicy: Shape<Policy> = ({ mode = 'REGISTRY_ONLY', egressProxy: proxy }, place) => {
  if (!proxy) return;
  if (mode !== 'ALLOW_ANY') {
    report(place, 'can stand beside mode ALLOW_ANY only', 'egressProxy');
    return;
  }
  const problem = hostName(proxy.host ?? '');
  report(place, problem, 'egressProxy', 'host');
  if (!proxy.port) report(place, 'must have a port', 'egressProxy');
  else if (problem === undefined) {
    place.steps.push('egressProxy');
    destination(proxy as never, place);
    place.steps.pop();
  }
};

interface Sidecar {
  readonly ingress?: unknown;
  readonly egress?: unknown;
  readonly outboundTrafficPolicy?: unknown;
  readonly inboundConnectionPool?: unknown;
}

/** What istiod asks of a Sidecar. */
export const sidecar = object<Sidecar>(
  {
    workloadSelector,
    ingress: list(ingress, eachPortOnce),
    egress: list(egress, eachPortOnce, catchAllLast),
    outboundTrafficPolicy,
    inboundConnectionPool: connectionPool,
  },
  (spec, place) => {
    const { ingress: into, egress: out, outboundTrafficPolicy: policy, inboundConnectionPool: pool } = spec;
    const limits = isSince('1.21', place) && pool;
    if (!isSet(into) && !isSet(out) && !policy && !limits)
      place.report('must have ingress, egress or a policy');
  },
);

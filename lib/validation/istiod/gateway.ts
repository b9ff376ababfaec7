import { shown } from '../schema/shown';
import { isSet, list, object, type Place, type Shape } from '../shape';
import { address, isLabel } from './hosts';
import { gatewayHost } from './namespaced-host';
import { isHttp, isTls, protocol, protocolOf } from './protocol';
import { type ServerTls, serverTls } from './server-tls';
import { port, socketPath, unix } from './values';

interface Server {
  readonly hosts?: readonly string[];
  readonly port?: {
    readonly number?: number;
    readonly name?: string;
    readonly protocol?: string;
    readonly targetPort?: number;
  };
  readonly bind?: string;
  readonly tls?: ServerTls;
}

/** What istiod makes of a Gateway API gateway is its own to judge. */
function isConverted(place: Place): boolean {
  return place.context.annotations['internal.istio.io/gateway-semantics'] === 'gateway';
}

/** The problems of a server's port; whether there is none. */
function checkPort({ port: given, bind = '' }: Server, place: Place): boolean {
  if (!given) {
    place.report('must have a port');
    return false;
  }
  const before = place.problems.length;
  const { number = 0, name = '', protocol: spoken = '', targetPort = 0 } = given;
  const unknown = protocol(spoken);
  if (unknown !== undefined) place.report(unknown, { at: ['port', 'protocol'] });
  const outside = number > 0 || !bind.startsWith(unix) ? port(number) : undefined;
  if (outside !== undefined) place.report(outside, { at: ['port', 'number'] });
  if (targetPort > 0) place.report('does nothing at a gateway: leave it out', { at: ['port', 'targetPort'] });
  if (name === '') place.report('must have a name', { at: ['port'] });
  return place.problems.length === before;
}

function checkBind({ port: given, bind = '' }: Server, place: Place): void {
  if (bind === '') return;
  const problem = bind.startsWith(unix) ? socketPath(bind.slice(unix.length)) : address(bind);
  if (problem !== undefined) place.report(problem, { at: ['bind'] });
  if (bind.startsWith(unix) && given?.number) {
    place.report('must be 0 for a socket', { at: ['port', 'number'] });
  }
}

/** TLS belongs to ports that speak it; on a plain one it can redirect, and no more. */
function checkFit({ port: given, tls }: Server, place: Place): void {
  const spoken = given?.protocol;
  if (isTls(spoken)) {
    if (!tls) place.report(`must have tls for protocol ${protocolOf(spoken)?.toUpperCase()}`);
  } else if (tls) {
    const passes = ['PASSTHROUGH', 'AUTO_PASSTHROUGH'].includes(tls.mode ?? 'PASSTHROUGH');
    const certificates = tls.caCertificates || tls.privateKey || tls.serverCertificate;
    if (isHttp(spoken) && passes && !certificates) return;
    place.report(
      `must be HTTPS or TLS for a server with tls, got ${shown(spoken)}; on a plain port only tls.httpsRedirect can be set`,
      { at: ['port', 'protocol'], rule: 'gateway-tls-on-plain-port' },
    );
  }
}

const server = object<Server>({ tls: serverTls }, (given, place) => {
  if (!isSet(given.hosts)) place.report('must have a host');
  given.hosts?.forEach((host, index) => {
    const problem = gatewayHost(host, isConverted(place));
    if (problem !== undefined) place.report(problem, { at: ['hosts', index] });
  });
  const valid = checkPort(given, place);
  checkBind(given, place);
  if (valid) checkFit(given, place);
});

const eachPortNameOnce: Shape<readonly Server[]> = (servers, place) => {
  const names = new Map<string, number>();
  servers.forEach(({ port: given }, index) => {
    const name = given?.name ?? '';
    const first = names.get(name);
    if (first !== undefined && given)
      place.report(`is the name of the port of server ${first} too: ${name}`, {
        at: [index, 'port', 'name'],
      });
    else if (given) names.set(name, index);
  });
};

/** What istiod asks of a Gateway. */
export const gateway = object<{ readonly servers?: readonly unknown[] }>(
  { servers: list(server, eachPortNameOnce) },
  ({ servers }, place) => {
    if (!isSet(servers)) place.report('must have a server');
    if (!isLabel(place.context.name) && !isConverted(place)) {
      place.problems.push({
        steps: ['metadata', 'name'],
        message: `must be a DNS label for a Gateway, without dots, got ${shown(place.context.name)}`,
      });
    }
  },
);

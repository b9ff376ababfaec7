import { shown } from '../schema/shown';
import { both, isSet, list, object, type Place, type Shape, value } from '../shape';
import { isConverted, weighted, weights } from './destination';
import { exportTo } from './export-to';
import { gatewayNames } from './gateway-names';
import { isClaim } from './headers';
import { HostSet } from './host-set';
import { hostAtGateway, isAddress, subnet, wildcardHost } from './hosts';
import { httpRoute } from './http-route';
import { labels } from './labels';
import { port } from './values';

interface VirtualService {
  readonly hosts?: readonly string[];
  readonly gateways?: readonly string[];
  readonly http?: readonly HttpRoute[];
  readonly tls?: readonly { readonly match?: readonly { readonly sniHosts?: readonly string[] }[] }[];
  readonly tcp?: readonly unknown[];
}

interface HttpRoute {
  readonly match?: readonly {
    readonly headers?: Readonly<Record<string, unknown>>;
    readonly withoutHeaders?: Readonly<Record<string, unknown>>;
  }[];
}

/** Gateways alone: a VirtualService without any is for the mesh. */
function isForGateway({ gateways = [] }: VirtualService): boolean {
  return gateways.length > 0 && !gateways.includes('mesh');
}

/** A VirtualService without hosts is a part of another one, for HTTP only. */
const delegate: Shape<VirtualService> = (spec, place) => {
  if (isSet(spec.hosts)) return;
  for (const name of ['gateways', 'tls', 'tcp'] as const) {
    if (isSet(spec[name])) {
      place.report('can not stand in a delegate (a VirtualService without hosts)', { at: [name] });
    }
  }
};

const someRoute: Shape<VirtualService> = ({ http, tls, tcp }, place) => {
  if (!isSet(http) && !isSet(tls) && !isSet(tcp)) place.report('must have http, tls or tcp routes');
};

const hosts: Shape<VirtualService> = (spec, place) => {
  const given = spec.hosts ?? [];
  const gateway = isForGateway(spec);
  const sni = (spec.tls ?? []).some(({ match = [] }) => match.some(({ sniHosts }) => isSet(sniHosts)));
  let valid = true;
  given.forEach((host, index) => {
    const problem = gateway ? hostAtGateway(host, sni) : wildcardHost(host);
    if (problem !== undefined && !isAddress(host)) {
      place.report(problem, { at: ['hosts', index] });
      valid = false;
    } else if (!gateway && host === '*') {
      place.report('can be * only at gateways: in the mesh every service would be overruled', {
        at: ['hosts', index],
      });
      valid = false;
    }
  });
  if (valid) reportOverlap(given, place);
};

/** Hosts may not be there twice, nor cover each other. */
function reportOverlap(hosts: readonly string[], place: Place): void {
  if (hosts.length < 2) return;
  const seen = new HostSet();
  hosts.forEach((host, index) => {
    const other = seen.overlapping(host);
    if (other !== undefined) {
      place.report(`shares names with ${shown(hosts[other])}: one VirtualService can have each host once`, {
        at: ['hosts', index],
      });
    }
    seen.add(host, index);
  });
}

const ownHosts = new WeakMap<object, HostSet>();

/** The hosts of a VirtualService, put together once for all its SNI hosts. */
function hostsOf(spec: VirtualService): HostSet {
  const known = ownHosts.get(spec);
  if (known !== undefined) return known;
  const hosts = new HostSet();
  (spec.hosts ?? []).forEach((host, index) => {
    hosts.add(host, index);
  });
  ownHosts.set(spec, hosts);
  return hosts;
}

/** Claims of a token are known at gateways only. */
const claims: Shape<VirtualService> = (spec, place) => {
  if (isForGateway(spec)) return;
  (spec.http ?? []).forEach(({ match = [] }, route) => {
    match.forEach((each, index) => {
      for (const field of ['headers', 'withoutHeaders'] as const) {
        for (const name of Object.keys(each?.[field] ?? {})) {
          if (!isClaim(name)) continue;
          place.report('routes on a claim of a token, which works at gateways only', {
            at: ['http', route, 'match', index, field, `[${name}]`],
          });
        }
      }
    });
  });
};

const optionalPort = value<number>((number) => (number === 0 ? undefined : port(number)));
const connection = {
  destinationSubnets: list(value(subnet)),
  port: optionalPort,
  sourceLabels: labels,
  gateways: gatewayNames(),
};

const sniHost: Shape<string> = (host, place) => {
  const spec = place.spec as VirtualService;
  const problem = isForGateway(spec) ? hostAtGateway(host, true) : wildcardHost(host);
  if (problem !== undefined) {
    if (!isAddress(host)) place.report(problem);
    return;
  }
  if (hostsOf(spec).covering(host) === undefined) {
    place.report(`must be one of the hosts of the VirtualService or below one, got ${shown(host)}`);
  }
};

const route = both(list(weighted()), weights);

const tlsRoute = object<{ readonly match?: unknown; readonly route?: unknown }>(
  {
    match: list(
      object<{ readonly sniHosts?: unknown }>({ ...connection, sniHosts: list(sniHost) }, (match, place) => {
        if (!isSet(match.sniHosts)) place.report('must have sniHosts');
      }),
    ),
    route,
  },
  (tls, place) => {
    if (!isSet(tls.match)) place.report('must have a match: TLS is told apart by its SNI host');
    if (!isSet(tls.route)) place.report('must have a route');
  },
);

const tcpRoute = object<{ readonly route?: unknown }>(
  { match: list(object(connection)), route },
  (tcp, place) => {
    if (!isSet(tcp.route)) place.report('must have a route');
  },
);

/** What istiod asks of a VirtualService. */
export const virtualService = object<VirtualService>(
  {
    gateways: gatewayNames(isConverted),
    http: list(httpRoute),
    tls: list(tlsRoute),
    tcp: list(tcpRoute),
    exportTo: exportTo(),
  },
  delegate,
  someRoute,
  hosts,
  claims,
);

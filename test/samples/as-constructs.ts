import { type Chart, Duration } from 'cdk8s';
import * as gatewayApi from '../../lib/gateway-api';
import { IngressGateway } from '../../lib/install/ingress-gateway';
import * as istio from '../../lib/istio';
import type { HostName } from '../../lib/values/host-name';
import type { NonEmpty } from '../../lib/values/non-empty';
import type { Manifest } from '../release/release-folder';

// biome-ignore lint/suspicious/noExplicitAny: samples of many kinds are read here as they come
type Loose = any;

const filled = <T>(list: readonly T[]) => list as unknown as NonEmpty<T>;
const local = (name: string) => `${name}.demo.svc.cluster.local` as HostName;

/** A host of a sample as it is meant where it is applied: a short one is of the namespace. */
export const hostOf = (name: string): HostName =>
  name === '*' || name.includes('.') ? (name.toLowerCase() as HostName) : local(name);

const kebab = (name: string) => name.toLowerCase().replaceAll('_', '-');

function serviceOf(host: string, port?: number) {
  return istio.MeshService.named(hostOf(host), port === undefined ? {} : { ports: { port } });
}

/** The construct that writes a sample, by its kind; what a sample sets that is not read here makes the test fail. */
export const constructs: Readonly<Record<string, (chart: Chart, sample: Manifest) => unknown>> = {
  'networking.istio.io/Gateway': (chart, { metadata, spec }) => {
    const servers = spec.servers.map((server: Loose) => {
      const { number: port, protocol } = server.port;
      const hosts = server.hosts.map(hostOf);
      const options = { hosts, port };
      switch (`${protocol.toUpperCase()} ${server.tls?.mode ?? ''}`) {
        case 'HTTP ':
          return istio.Server.http(options);
        case 'TCP ':
          return istio.Server.tcp(options);
        case 'HTTPS SIMPLE': {
          const credential = istio.ServerCredential.secret(nameOf(server.tls.credentialName));
          return istio.Server.https({ ...options, tls: istio.ServerTls.simple(credential) });
        }
        case 'TLS PASSTHROUGH':
          return istio.Server.tls({ ...options, tls: istio.ServerTls.passthrough });
        case 'TLS AUTO_PASSTHROUGH':
          return istio.Server.tls({ ...options, tls: istio.ServerTls.autoPassthrough });
        default:
          throw new Error(`no server is known for ${JSON.stringify(server)}`);
      }
    });
    const ports = servers.map(({ port }: istio.Server) => ({ name: `p-${port}`, port, targetPort: port }));
    const ingress = IngressGateway.labelled({
      namespace: 'istio-system',
      service: 'gateway',
      serviceAccount: 'gateway',
      labels: spec.selector,
      ports,
    });
    return new istio.Gateway(chart, metadata.name, { ingress, servers });
  },

  'networking.istio.io/VirtualService': (chart, { metadata, spec }) => {
    const target = ({ destination: { host, port, subset } }: Loose) => {
      const service = serviceOf(host, port?.number);
      if (subset === undefined) return service;
      const id = `rule-${host}-${subset}`;
      const rule = (chart.node.tryFindChild(id) ??
        new istio.DestinationRule(chart, id, {
          host: service,
          subsets: { [subset]: { version: subset } },
        })) as istio.DestinationRule<string>;
      return rule.subset(subset);
    };
    const shares = (route: readonly Loose[]) =>
      filled(route.map((one) => ({ to: target(one), percent: one.weight ?? 100 })));
    const matchOf = ({ uri, port, headers }: Loose) => ({
      ...(uri?.exact && { path: istio.exactly(uri.exact) }),
      ...(uri?.prefix && { path: istio.startsWith(uri.prefix) }),
      ...(port !== undefined && { port }),
      ...(headers && {
        headers: Object.fromEntries(
          Object.entries<Loose>(headers).map(([name, { exact }]) => [name, istio.exactly(exact)]),
        ),
      }),
    });
    const faultOf = ({ abort, delay }: Loose) => ({
      ...(abort && { abort: { status: abort.httpStatus, percent: abort.percentage.value } }),
      ...(delay && {
        delay: {
          by: Duration.seconds(Number(delay.fixedDelay.replace('s', ''))),
          percent: delay.percentage.value,
        },
      }),
    });
    return new istio.VirtualService(chart, metadata.name, {
      hosts: spec.hosts.map(hostOf),
      ...(spec.gateways && {
        gateways: spec.gateways.map((name: string) => istio.Gateway.named(name, { namespace: 'demo' })),
      }),
      ...(spec.http && {
        http: spec.http.map(({ match, fault, route }: Loose) => ({
          kind: 'forward',
          shares: shares(route),
          ...(match && { match: match.map(matchOf) }),
          ...(fault && { fault: faultOf(fault) }),
        })),
      }),
      ...(spec.tls && {
        tls: spec.tls.map(({ match, route }: Loose) => ({ kind: 'tls', shares: shares(route), match })),
      }),
      ...(spec.tcp && {
        tcp: spec.tcp.map(({ match, route }: Loose) => ({ kind: 'tcp', shares: shares(route), match })),
      }),
    } as istio.VirtualServiceProps);
  },

  'networking.istio.io/DestinationRule': (chart, { metadata, spec }) => {
    const tls = ({ mode }: Loose) =>
      mode === 'SIMPLE' ? istio.ClientTls.simple() : istio.ClientTls.istioMutual();
    const policy = ({ tls: own, loadBalancer, connectionPool }: Loose) => ({
      ...(own && { tls: tls(own) }),
      ...(loadBalancer && {
        loadBalancer:
          loadBalancer.simple === 'RANDOM' ? istio.LoadBalancer.random() : istio.LoadBalancer.roundRobin(),
      }),
      ...(connectionPool && { connectionPool: { http: { h2Upgrade: 'always' } } }),
    });
    const { portLevelSettings, ...whole } = spec.trafficPolicy ?? {};
    return new istio.DestinationRule(chart, metadata.name, {
      host: hostOf(spec.host),
      ...(spec.trafficPolicy && {
        trafficPolicy: {
          ...policy(whole),
          ...(portLevelSettings && {
            portLevelSettings: portLevelSettings.map(({ port, ...one }: Loose) => ({
              port: port.number,
              ...policy(one),
            })),
          }),
        } as istio.TrafficPolicy,
      }),
      ...(spec.subsets && {
        subsets: Object.fromEntries(spec.subsets.map(({ name, labels }: Loose) => [name, labels])),
      }),
    });
  },

  'networking.istio.io/ServiceEntry': (chart, { metadata, spec }) => {
    const { hosts, ports, addresses, endpoints, resolution } = spec;
    return new istio.ServiceEntry(chart, metadata.name, {
      hosts,
      ports: Object.fromEntries(
        ports.map(({ name, number, protocol }: Loose) => [name, { port: number, protocol: kebab(protocol) }]),
      ),
      resolution:
        resolution === 'STATIC'
          ? istio.Resolution.static(...filled<{ address: string }>(endpoints))
          : resolution === 'DNS'
            ? istio.Resolution.dns()
            : istio.Resolution.none,
      ...(addresses && { addresses }),
    } as istio.ServiceEntryProps<string>);
  },

  'telemetry.istio.io/Telemetry': (chart, { metadata, spec }) => {
    const provider = ([{ name }]: Loose) => istio.TelemetryProvider.named(name);
    return new istio.Telemetry(chart, metadata.name, {
      ...(spec.accessLogging && {
        accessLogging: spec.accessLogging.map(({ providers }: Loose) => ({
          providers: [provider(providers)],
        })),
      }),
      ...(spec.tracing && {
        tracing: spec.tracing.map(({ providers, randomSamplingPercentage: sampling }: Loose) => ({
          provider: provider(providers),
          sampling,
        })),
      }),
    } as istio.TelemetryProps);
  },

  'gateway.networking.k8s.io/Gateway': (chart, { metadata, spec }) => {
    if (spec.gatewayClassName === 'istio-waypoint') return new gatewayApi.Waypoint(chart, metadata.name);
    const listeners = spec.listeners.map(({ name, port, protocol, allowedRoutes }: Loose) => {
      const { namespaces, kinds } = allowedRoutes ?? {};
      const options = {
        port,
        ...(allowedRoutes && {
          allowedRoutes: {
            ...(namespaces && { namespaces: kebab(namespaces.from) }),
            ...(kinds && { kinds: kinds.map(({ kind }: Loose) => kind) }),
          } as gatewayApi.AllowedRoutes,
        }),
      };
      const listener = protocol === 'HTTP' ? gatewayApi.Listener.http : gatewayApi.Listener.tcp;
      return [name, listener(options)];
    });
    return new gatewayApi.Gateway(chart, metadata.name, { listeners: Object.fromEntries(listeners) });
  },

  'gateway.networking.k8s.io/HTTPRoute': (chart, { metadata, spec }) =>
    new gatewayApi.HTTPRoute(chart, metadata.name, {
      parents: spec.parentRefs.map(parentOf),
      rules: spec.rules.map(({ matches, backendRefs }: Loose) => ({
        ...(matches && {
          matches: matches.map(({ path: { type, value } }: Loose) => ({
            path: type === 'Exact' ? gatewayApi.exactly(value) : gatewayApi.pathPrefix(value),
          })),
        }),
        backends: backendRefs.map(backendOf),
      })),
    }),

  'gateway.networking.k8s.io/TCPRoute': (chart, { metadata, spec }) =>
    new gatewayApi.TCPRoute(chart, metadata.name, {
      parents: spec.parentRefs.map(parentOf),
      rules: spec.rules.map(({ backendRefs }: Loose) => ({ backends: backendRefs.map(backendOf) })),
    }),
};

/** A variable of a script that fills the sample in, as a name. */
function nameOf(text: string): string {
  return text.replace(/^\$/, '').replaceAll('_', '-').toLowerCase();
}

function parentOf({ kind, name, port, sectionName }: Loose): gatewayApi.Parent {
  if (kind === 'Service') {
    const service = serviceOf(name, port);
    return port === undefined ? service : istio.Destination.of(service, { port: 'port' as never });
  }
  const gateway = gatewayApi.Gateway.named(name, { namespace: 'demo' });
  return sectionName === undefined ? gateway : gatewayApi.ParentSection.of(gateway, { sectionName });
}

function backendOf({ name, port, weight }: Loose): gatewayApi.Backend {
  const to = serviceOf(name, port);
  return weight === undefined ? to : { to, weight };
}

/**
 * What a sample says, as the constructs write it: hosts in full, variables filled in, and without what is the default
 * or has no effect.
 */
export function meaningOf(sample: Manifest): unknown {
  const written = JSON.parse(JSON.stringify(sample.spec), (key, value) => {
    if (key === 'host') return hostOf(value);
    if (key === 'hosts' && sample.kind !== 'ServiceEntry') return value.map(hostOf);
    if (key === 'protocol') return value.toUpperCase();
    if (key === 'credentialName') return nameOf(value);
    // A port of a server has its name from ours, which nothing depends on.
    if (key === 'servers') return value.map((one: Loose) => ({ ...one, port: { ...one.port, name: '' } }));
    // All of the requests to one destination.
    if (key === 'route' && value.length === 1) return [{ destination: value[0].destination }];
    // 1.16's samples leave the group of a Service out, which later ones write.
    if (key === 'parentRefs') return value.map((one: Loose) => (one.kind ? { group: '', ...one } : one));
    return value;
  });
  if (sample.kind !== 'ServiceEntry') return written;
  // MESH_EXTERNAL and NONE are the defaults, which ours says.
  return { location: 'MESH_EXTERNAL', resolution: 'NONE', ...written };
}

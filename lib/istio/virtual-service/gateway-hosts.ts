import { type Fault, fault, within } from '../../diagnostics/fault';
import { covers, type HostName } from '../../values/host-name';
import { type IGateway, isMesh, type RouteGateway } from '../references/gateway-ref';

/**
 * Finds what meets nothing: a gateway of this app that answers for none of the hosts, and a host that none of the
 * gateways answers for, where it holds for no sidecars.
 */
export function gatewayHostsFault(
  hosts: readonly HostName[],
  gateways: readonly RouteGateway[],
  namespace: string | undefined,
): Fault | undefined {
  const idle = gateways.findIndex((gateway) => !hosts.some((host) => mayOffer(gateway, host, namespace)));
  if (idle >= 0) {
    const { construct, hosts: offered = [] } = gateways[idle] as IGateway;
    return within(
      'gateways',
      within(
        idle,
        fault(
          `the gateway '${construct?.node.path}' answers for none of the hosts, which are ${hosts.join(', ')}`,
          offered,
          'name a host of its servers, or add the host to one',
        ),
      ),
    );
  }
  const unmet =
    gateways.length === 0
      ? -1
      : hosts.findIndex((host) => !gateways.some((gateway) => mayOffer(gateway, host, namespace)));
  if (unmet < 0) return undefined;
  const offered = gateways.flatMap((gateway) => (isMesh(gateway) ? [] : (gateway.hosts ?? [])));
  return within(
    'hosts',
    within(
      unmet,
      fault(
        'none of the gateways answers for the host',
        hosts[unmet],
        `add it to a server; they have ${offered.join(', ')}`,
      ),
    ),
  );
}

/** Whether requests for a host may come through a gateway; one that is not described here may answer for any. */
function mayOffer(gateway: RouteGateway, host: HostName, namespace: string | undefined): boolean {
  if (isMesh(gateway) || gateway.hosts === undefined) return true;
  return gateway.hosts.some((offered) => {
    const slash = offered.indexOf('/');
    const name = offered.slice(slash + 1) as HostName;
    const from = slash < 0 ? '*' : offered.slice(0, slash);
    const wanted = from === '.' ? gateway.namespace : from;
    const visible = wanted === '*' || wanted === undefined || namespace === undefined || wanted === namespace;
    return visible && (covers(name, host) || covers(host, name));
  });
}

import { ipVersion } from '../../values/address-range';
import { type Check, text } from '../../values/check';
import { isHostName } from '../../values/host-name';

/** An IP address, or the host of a Service that runs a gateway already, such as `ingress.istio-ingress.svc.cluster.local`. */
export type GatewayAddress = string;

export const gatewayAddress: Check<GatewayAddress> = text({
  holds: (value) => ipVersion(value) !== 0 || (isHostName(value) && value !== '*'),
  problem: 'an address of a gateway is an IP address or a host',
  instead: "write for example '192.0.2.7' or 'ingress.istio-ingress.svc.cluster.local'",
});

export function renderAddress(value: GatewayAddress) {
  return { type: ipVersion(value) === 0 ? 'Hostname' : 'IPAddress', value };
}

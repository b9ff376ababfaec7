import { map, object } from '../shape';
import { selector } from './selection';

interface PeerAuthentication {
  readonly selector?: { readonly matchLabels?: object };
  readonly portLevelMtls?: object;
}

/** What istiod asks of a PeerAuthentication. */
export const peerAuthentication = object<PeerAuthentication>(
  {
    selector,
    portLevelMtls: map((port) => {
      const number = Number(port);
      return number > 0 && number <= 65535 ? undefined : `must be a port from 1 to 65535, got ${port}`;
    }),
  },
  ({ selector: chosen, portLevelMtls }, place) => {
    const ports = Object.keys(portLevelMtls ?? {}).length;
    const all = Object.keys(chosen?.matchLabels ?? {}).length === 0;
    if (ports > 0 && all)
      place.report('needs a selector: ports belong to workloads', { at: ['portLevelMtls'] });
  },
);

import type { WasmPluginSpecMatch } from '../../../imports/extensions.istio.io/wasm-plugin';
import { distinct, keyOf, list } from '../../values/check';
import { defined } from '../../values/defined';
import type { AtLeastOne, NonEmpty } from '../../values/non-empty';
import { portNumber } from '../../values/port';
import { optional, shape } from '../../values/shape';
import type { Plain } from '../resource';

/** By what an extension tells the traffic that it is for. Both must hold, and of the ports one. */
export interface TrafficConditions {
  /** What a workload sends, what it takes, or both; a gateway sends only. @default 'client-and-server' */
  readonly direction: 'client' | 'server' | 'client-and-server';
  /** Ports of the pods for what they take, of the services for what they send. @default - any */
  readonly ports: NonEmpty<number>;
}

/**
 * Traffic that an extension is for.
 *
 * @see https://istio.io/latest/docs/reference/config/proxy_extensions/wasm-plugin/#WasmPlugin-TrafficSelector
 */
export type TrafficMatch = AtLeastOne<TrafficConditions>;

type Rendered = Plain<WasmPluginSpecMatch>;

const modes = {
  client: 'CLIENT',
  server: 'SERVER',
  'client-and-server': 'CLIENT_AND_SERVER',
} as const satisfies Record<TrafficConditions['direction'], Rendered['mode']>;

export const trafficMatches = list(
  shape<Partial<TrafficConditions>>(
    { direction: optional(keyOf(modes)), ports: optional(distinct(portNumber)) },
    { atLeastOne: ['direction', 'ports'] },
  ),
);

export function renderTrafficMatch(match: TrafficMatch): Rendered {
  const { direction, ports }: Partial<TrafficConditions> = match;
  return defined<Rendered>({
    mode: direction && modes[direction],
    ports: ports?.map((number) => ({ number })),
  });
}

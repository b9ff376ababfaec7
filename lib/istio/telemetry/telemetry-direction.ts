import { keyOf } from '../../values/check';

/** Which side of a request a proxy is on when it reports: that of the caller, of the called, or both. */
export type TelemetryDirection = 'client' | 'server' | 'client-and-server';

const modes = {
  client: 'CLIENT',
  server: 'SERVER',
  'client-and-server': 'CLIENT_AND_SERVER',
} as const satisfies Record<TelemetryDirection, string>;

export const telemetryDirection = keyOf(modes);

export type RenderedDirection = (typeof modes)[TelemetryDirection];

export function renderDirection(direction: TelemetryDirection | undefined): RenderedDirection | undefined {
  return direction && modes[direction];
}

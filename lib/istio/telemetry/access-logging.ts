import type { TelemetrySpecAccessLogging } from '../../../imports/telemetry.istio.io/telemetry';
import { celExpression } from '../../values/cel-syntax';
import { flag, list } from '../../values/check';
import { defined } from '../../values/defined';
import type { NonEmpty } from '../../values/non-empty';
import { optional, shape } from '../../values/shape';
import type { Plain } from '../resource';
import { renderDirection, type TelemetryDirection, telemetryDirection } from './telemetry-direction';
import { type ITelemetryProvider, renderProviders, telemetryProvider } from './telemetry-provider';

/**
 * Which requests and connections proxies write down, and where.
 *
 * @see https://istio.io/latest/docs/reference/config/telemetry/#AccessLogging
 */
export interface AccessLogging {
  /** @default - inherited */
  readonly providers?: NonEmpty<ITelemetryProvider>;
  /** @default 'client-and-server' */
  readonly direction?: TelemetryDirection;
  /** Whether anything is written at all. @default - inherited, `true` where a provider is named */
  readonly enabled?: boolean;
  /** A CEL expression that holds for what is written, such as `response.code >= 400`. @default - everything */
  readonly filter?: string;
}

export const accessLogging = shape<AccessLogging>({
  providers: optional(list(telemetryProvider)),
  direction: optional(telemetryDirection),
  enabled: optional(flag),
  filter: optional(celExpression),
});

type Rendered = Plain<TelemetrySpecAccessLogging>;

export function renderAccessLogging(logging: AccessLogging): Rendered {
  const mode = renderDirection(logging.direction);
  return defined<Rendered>({
    match: mode && { mode },
    providers: renderProviders(logging.providers),
    disabled: logging.enabled === undefined ? undefined : !logging.enabled,
    filter: logging.filter === undefined ? undefined : { expression: logging.filter },
  });
}

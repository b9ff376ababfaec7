import type { TelemetrySpecAccessLogging } from '../../../imports/telemetry.istio.io/telemetry';
import { ConfigError } from '../../diagnostics/error';
import { defined } from '../../values/defined';
import type { NonEmpty } from '../../values/non-empty';
import type { Plain } from '../resource';
import { renderDirection, type TelemetryDirection } from './telemetry-direction';
import { type ITelemetryProvider, renderProviders } from './telemetry-provider';

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

/** Refuses an expression that says nothing. */
export function checkAccessLogging({ filter }: AccessLogging): void {
  if (filter?.trim() === '') {
    throw new ConfigError({
      problem: 'the expression that chooses what is logged is empty',
      got: filter,
      instead: "leave it out to log everything, or write for example 'response.code >= 400'",
    });
  }
}

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

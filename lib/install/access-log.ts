import { defined } from '../values/defined';
import { given } from '../values/options';
import { type ProviderAddress, type RenderedProvider, renderAddress } from './tracing-provider';

/**
 * What every proxy of the mesh writes down of each request, unless a Telemetry resource says otherwise.
 *
 * @see https://istio.io/latest/docs/tasks/observability/logs/access-log/
 */
export type AccessLog =
  | { readonly kind: 'off' }
  | { readonly kind: 'text'; readonly path?: string; readonly format?: string }
  | {
      readonly kind: 'json';
      readonly path?: string;
      readonly fields?: Readonly<Record<string, string>>;
    };

export const AccessLog = {
  /** Nothing is written, not even with the demo profile. */
  off: { kind: 'off' } satisfies AccessLog,

  /**
   * A line of text for each request.
   *
   * @param options.path where to (default: the container's standard output)
   * @param options.format Envoy's format string (default: Istio's own format)
   */
  text(options: { readonly path?: `/${string}`; readonly format?: string } = {}): AccessLog {
    return { kind: 'text', ...given(options) };
  },

  /**
   * A JSON object for each request.
   *
   * @param options.path where to (default: the container's standard output)
   * @param options.fields name to Envoy's format string (default: Istio's own fields)
   */
  json(
    options: { readonly path?: `/${string}`; readonly fields?: Readonly<Record<string, string>> } = {},
  ): AccessLog {
    return { kind: 'json', ...given(options) };
  },
};

/** The fields of the mesh configuration that switch the access log. */
interface RenderedAccessLog {
  readonly accessLogFile: string;
  readonly accessLogEncoding?: 'TEXT' | 'JSON';
  readonly accessLogFormat?: string;
}

/** Where a container's standard output is. */
const standardOutput = '/dev/stdout';

export function renderAccessLog(log: AccessLog): RenderedAccessLog {
  switch (log.kind) {
    case 'off':
      return { accessLogFile: '' };
    case 'text':
      // Text is what Istio writes when nothing is said, so that the demo profile's own setting looks the same.
      return defined<RenderedAccessLog>({
        accessLogFile: log.path ?? standardOutput,
        accessLogFormat: log.format,
      });
    case 'json':
      return defined<RenderedAccessLog>({
        accessLogFile: log.path ?? standardOutput,
        accessLogEncoding: 'JSON',
        accessLogFormat: log.fields && JSON.stringify(log.fields),
      });
    default:
      return log satisfies never;
  }
}

/** A collector of access logs that Telemetry resources may name. */
export interface AccessLogProvider extends ProviderAddress {
  readonly kind: 'opentelemetry-access-log';
}

export const AccessLogProvider = {
  /** Access logs go out by OTLP (port 4317). */
  opentelemetry(options: ProviderAddress): AccessLogProvider {
    return { ...(given(options) as ProviderAddress), kind: 'opentelemetry-access-log' };
  },
};

/** Writes an entry of the mesh configuration's `extensionProviders`. */
export function renderAccessLogProvider(provider: AccessLogProvider): RenderedProvider {
  return { name: provider.name, envoyOtelAls: renderAddress(provider) };
}

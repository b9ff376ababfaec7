import type { Duration } from 'cdk8s';
import type { WorkloadGroupSpecProbe } from '../../../imports/networking.istio.io/workload-group';
import { anyText, filledText, list, oneOf, record } from '../../values/check';
import { count } from '../../values/count';
import { defined } from '../../values/defined';
import { wholeSeconds } from '../../values/duration';
import { plainHeaderName } from '../../values/header-name';
import type { NonEmpty } from '../../values/non-empty';
import { given } from '../../values/options';
import { portNumber } from '../../values/port';
import { optional, type Shape, variants } from '../../values/shape';
import type { Plain } from '../resource';

/** How often a probe asks and what it makes of the answers; as Kubernetes has it for pods. */
export interface ProbeTimings {
  /** Before the first question, in whole seconds. @default - none */
  readonly initialDelay?: Duration;
  /** Between two questions, in whole seconds. @default 10s */
  readonly period?: Duration;
  /** For the answer, in whole seconds. @default 1s */
  readonly timeout?: Duration;
  /** So many right answers make it ready. @default 1 */
  readonly successThreshold?: number;
  /** So many wrong ones take it away. @default 3 */
  readonly failureThreshold?: number;
}

/** What a request of a probe says beside its port. */
export interface HttpProbeOptions extends ProbeTimings {
  /** @default '/' */
  readonly path?: string;
  /** @default 'http' */
  readonly scheme?: 'http' | 'https';
  /** @default - the workload's own address */
  readonly host?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** How the proxy of a machine finds out whether its workload is ready for traffic. */
export type ReadinessProbe =
  | ({ readonly kind: 'http'; readonly port: number } & HttpProbeOptions)
  | ({ readonly kind: 'tcp'; readonly port: number; readonly host?: string } & ProbeTimings)
  | ({ readonly kind: 'command'; readonly command: NonEmpty<string> } & ProbeTimings);

export const ReadinessProbe = {
  /** By a request that is answered with a status from 200 to 399. */
  http(port: number, options: HttpProbeOptions = {}): ReadinessProbe {
    return { kind: 'http', ...given(options), port };
  },

  /** By a connection that is taken. */
  tcp(port: number, options: ProbeTimings & { readonly host?: string } = {}): ReadinessProbe {
    return { kind: 'tcp', ...given(options), port };
  },

  /** By a command that ends with 0. */
  command(command: NonEmpty<string>, options: ProbeTimings = {}): ReadinessProbe {
    return { kind: 'command', ...given(options), command };
  },
};

const timings = {
  initialDelay: optional(wholeSeconds),
  period: optional(wholeSeconds),
  timeout: optional(wholeSeconds),
  successThreshold: optional(count(1)),
  failureThreshold: optional(count(1)),
} satisfies Shape<ProbeTimings>;

const host = optional(filledText('a host', "'127.0.0.1'"));

export const readinessProbe = variants<ReadinessProbe>('a readiness probe', {
  http: {
    ...timings,
    port: portNumber,
    path: optional(filledText('a path', "'/ready'")),
    scheme: optional(oneOf('http', 'https')),
    host,
    headers: optional(record(anyText, { name: plainHeaderName })),
  },
  tcp: { ...timings, port: portNumber, host },
  command: { ...timings, command: list(filledText('a word of a command', "'/bin/ready'")) },
});

type Rendered = Plain<WorkloadGroupSpecProbe>;

export function renderReadinessProbe(probe: ReadinessProbe): Rendered {
  const { initialDelay, period, timeout, successThreshold, failureThreshold } = probe;
  return defined<Rendered>({
    initialDelaySeconds: initialDelay?.toSeconds(),
    periodSeconds: period?.toSeconds(),
    timeoutSeconds: timeout?.toSeconds(),
    successThreshold,
    failureThreshold,
    ...renderAsking(probe),
  });
}

const schemes = { http: 'HTTP', https: 'HTTPS' } as const;

function renderAsking(probe: ReadinessProbe): Rendered {
  switch (probe.kind) {
    case 'http': {
      const { port, path, scheme, host, headers } = probe;
      const httpHeaders = headers && Object.entries(headers).map(([name, value]) => ({ name, value }));
      return {
        httpGet: defined<NonNullable<Rendered['httpGet']>>({
          port,
          path,
          host,
          scheme: scheme && schemes[scheme],
          httpHeaders,
        }),
      };
    }
    case 'tcp':
      return {
        tcpSocket: defined<NonNullable<Rendered['tcpSocket']>>({ port: probe.port, host: probe.host }),
      };
    case 'command':
      return { exec: { command: [...probe.command] } };
    default:
      return probe satisfies never;
  }
}

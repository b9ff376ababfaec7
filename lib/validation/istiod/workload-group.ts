import { shown } from '../schema/shown';
import { isSet, list, object, value } from '../shape';
import { labels } from './labels';
import { notNegative, port } from './values';

const seconds = value(notNegative);

const portOf = object<{ readonly port?: number }>({}, ({ port: number = 0 }, place) => {
  const problem = port(number);
  if (problem !== undefined) place.report(problem, { at: ['port'] });
});

const header = object<{ readonly name?: string }>({}, ({ name = '' }, place) => {
  if (!/^[-A-Za-z0-9]+$/.test(name))
    place.report(`must be the name of a header, got ${shown(name)}`, { at: ['name'] });
});

const methods = ['httpGet', 'tcpSocket', 'exec', 'grpc'] as const;

const probe = object<Readonly<Record<string, unknown>>>(
  {
    periodSeconds: seconds,
    initialDelaySeconds: seconds,
    timeoutSeconds: seconds,
    successThreshold: seconds,
    failureThreshold: seconds,
    httpGet: object<{ readonly port?: number; readonly scheme?: string }>(
      {
        httpHeaders: list(header),
        scheme: value<string>((scheme) =>
          ['', 'HTTP', 'HTTPS'].includes(scheme) ? undefined : `must be HTTP or HTTPS, got ${shown(scheme)}`,
        ),
      },
      ({ port: number = 0 }, place) => {
        const problem = port(number);
        if (problem !== undefined) place.report(problem, { at: ['port'] });
      },
    ),
    tcpSocket: portOf,
    exec: object<{ readonly command?: unknown }>({}, ({ command }, place) => {
      if (!isSet(command)) place.report('must have a command');
    }),
  },
  (given, place) => {
    if (!methods.slice(0, 3).some((method) => given[method])) {
      place.report(`must have httpGet, tcpSocket or exec${given.grpc ? ': this istiod refuses grpc' : ''}`);
    }
  },
);

/** What istiod asks of a WorkloadGroup. */
export const workloadGroup = object<{ readonly template?: unknown }>(
  { metadata: object({ labels }), probe },
  ({ template }, place) => {
    if (!template) place.report('must have a template');
  },
);

import { shown } from '../schema/shown';
import { both, isSet, list, object, type Shape, value } from '../shape';
import { portName, portNumber } from './ports';
import { within } from './required';

const handlers = ['exec', 'httpGet', 'tcpSocket', 'grpc', 'sleep'] as const;

/** What is asked or done: exactly one thing. */
const oneHandler: Shape<Readonly<Record<string, unknown>>> = (given, place) => {
  const set = handlers.filter((handler) => given[handler]);
  if (set.length === 1) return;
  place.report(`must have one of exec, httpGet, tcpSocket and grpc, got ${set.join(' and ') || 'none'}`);
};

const header = value<string>((name) =>
  /^[-A-Za-z0-9]+$/.test(name) ? undefined : `must be the name of a header, got ${shown(name)}`,
);

const actions = {
  httpGet: both(portOf('port'), object({ httpHeaders: list(object({ name: header })) })),
  grpc: object({ port: within(1, 65535) }),
  tcpSocket: portOf('port'),
  exec: object<{ readonly command?: unknown }>({}, ({ command }, place) => {
    if (!isSet(command)) place.report('must have a command');
  }),
};

/** What the API server asks of what is done as a container starts and ends. */
export const lifecycle = object({
  postStart: object(actions, oneHandler),
  preStop: object(actions, oneHandler),
});

/** What the API server asks of a probe; one that ends a container must succeed once, and no more often, to be content. */
export function probe(ends: boolean): Shape {
  return object<{ readonly successThreshold?: number; readonly terminationGracePeriodSeconds?: number }>(
    {
      ...actions,
      initialDelaySeconds: value(notNegative),
      timeoutSeconds: value(notNegative),
      periodSeconds: value(notNegative),
      successThreshold: value(notNegative),
      failureThreshold: value(notNegative),
      terminationGracePeriodSeconds: within(1),
    },
    oneHandler,
    ({ successThreshold = 0, terminationGracePeriodSeconds: grace }, place) => {
      if (!ends && grace !== undefined && grace !== null)
        place.report('belongs to a probe that ends the container', {
          at: ['terminationGracePeriodSeconds'],
        });
      if (!ends || successThreshold <= 1) return;
      place.report(`must be 1 for a probe that ends the container, got ${successThreshold}`, {
        at: ['successThreshold'],
      });
    },
  );
}

function portOf(field: string): Shape {
  return object<Readonly<Record<string, number | string>>>({}, (given, place) => {
    const port = given[field] ?? 0;
    const problem = typeof port === 'number' ? portNumber(port) : portName(port);
    if (problem !== undefined) place.report(problem, { at: [field] });
  });
}

function notNegative(number: number): string | undefined {
  return number < 0 ? `must not be negative, got ${number}` : undefined;
}

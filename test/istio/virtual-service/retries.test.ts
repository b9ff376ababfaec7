import { STATUS_CODES } from 'node:http';
import { Duration } from 'cdk8s';
import { type HttpStatus, Retries, renderRetries, retries } from '../../../lib/istio/virtual-service/retries';
import { refusal, refusedAt } from '../../refusal';

it('writes that nothing is tried again', () => {
  expect(renderRetries(Retries.none)).toEqual({ attempts: 0 });
});

it('writes how often and when requests are sent again', () => {
  expect(renderRetries(Retries.upTo(1))).toEqual({ attempts: 1 });
  expect(
    renderRetries(
      Retries.upTo(3, {
        on: ['5xx', 'reset', 503],
        perTryTimeout: Duration.seconds(2),
        backoff: Duration.millis(25),
        ignorePreviousHosts: false,
        remoteLocalities: true,
      }),
    ),
  ).toEqual({
    attempts: 3,
    retryOn: '5xx,reset,503',
    perTryTimeout: '2s',
    backoff: '0.025s',
    retryIgnorePreviousHosts: false,
    retryRemoteLocalities: true,
  });
});

it.each([
  [Retries.upTo(0), 'attempts', 'retries are at least one, got 0; write Retries.none for no further try'],
  [Retries.upTo(-1), 'attempts', 'a whole number from 0 to 2147483647 is expected, got -1'],
  [Retries.upTo(1, { on: [599 as HttpStatus] }), 'on[0]', 'it is one of a few values, got 599'],
  [Retries.upTo(1, { on: [503, 503] }), 'on[1]', 'the list holds it twice, got 503'],
  [Retries.upTo(1, { perTryTimeout: Duration.seconds(0) }), 'perTryTimeout', 'a duration must be'],
  [
    Retries.upTo(1, { backoff: Duration.millis(0.1) }),
    'backoff',
    'a duration must be a whole number of milliseconds',
  ],
  [Retries.upTo(1, 5 as never), 'options', 'there is no such property, got 5'],
])('rejects what Istio does not take (%#)', (made, place, problem) => {
  expect(refusal(retries, made)).toContain(problem);
  expect(refusedAt(retries, made)).toBe(place);
});

it('takes the statuses that Go, and so Istio, has a text for', () => {
  const taken = Array.from({ length: 600 }, (_, status) => status).filter(
    (status) => refusal(retries, Retries.upTo(1, { on: [status as HttpStatus] })) === undefined,
  );
  expect(taken).toEqual(
    Object.keys(STATUS_CODES)
      .map(Number)
      .filter((status) => status !== 509),
  );
});

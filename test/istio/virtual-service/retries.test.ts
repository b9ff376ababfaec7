import { STATUS_CODES } from 'node:http';
import { Duration } from 'cdk8s';
import { type HttpStatus, Retries, renderRetries } from '../../../lib/istio/virtual-service/retries';

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
  [() => Retries.upTo(0), 'the number of retries must be a whole number from 1 to 2147483647, got 0'],
  [
    () => Retries.upTo(1, { on: [599 as HttpStatus] }),
    "a retry condition is a name or an HTTP status that Istio knows, got 599; write for example 503 or '5xx'",
  ],
  [
    () => Retries.upTo(1, { perTryTimeout: Duration.seconds(0) }),
    'the timeout of a try must be a whole number of milliseconds, at least one',
  ],
  [
    () => Retries.upTo(1, { backoff: Duration.millis(0.1) }),
    'the wait between two tries must be a whole number of milliseconds, at least one',
  ],
])('rejects what Istio does not take (%#)', (build, problem) => {
  expect(build).toThrow(problem);
});

it('takes the statuses that Go, and so Istio, has a text for', () => {
  const taken = Array.from({ length: 600 }, (_, status) => status).filter((status) => {
    try {
      Retries.upTo(1, { on: [status as HttpStatus] });
      return true;
    } catch {
      return false;
    }
  });
  expect(taken).toEqual(
    Object.keys(STATUS_CODES)
      .map(Number)
      .filter((status) => status !== 509),
  );
});

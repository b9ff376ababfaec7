import { Duration } from 'cdk8s';
import { checkFault, type Fault, renderFault } from '../../../lib/istio/virtual-service/fault';

it.each<[Fault, object]>([
  [
    { delay: { by: Duration.millis(1500), percent: 0.1 } },
    { delay: { fixedDelay: '1.5s', percentage: { value: 0.1 } } },
  ],
  [{ abort: { status: 503, percent: 0 } }, { abort: { httpStatus: 503, percentage: { value: 0 } } }],
  [
    { abort: { status: 'UNAVAILABLE', percent: 100 } },
    { abort: { grpcStatus: 'UNAVAILABLE', percentage: { value: 100 } } },
  ],
])('is written (%#)', (fault, written) => {
  checkFault(fault);
  expect(renderFault(fault)).toEqual(written);
});

it.each<[Fault, string]>([
  [
    { delay: { by: Duration.seconds(0), percent: 1 } },
    'the delay of a fault must be a whole number of milliseconds, at least one',
  ],
  [
    { delay: { by: Duration.seconds(1), percent: 101 } },
    'the part of the requests that a fault delays must be a percentage from 0 to 100, got 101',
  ],
  [
    { abort: { status: 503, percent: -1 } },
    'the part of the requests that a fault aborts must be a percentage from 0 to 100, got -1',
  ],
  ...[199, 600, 200.5].map((status): [Fault, string] => [
    { abort: { status, percent: 1 } },
    `a fault aborts with a status from 200 to 599, got ${status}; write for example 503`,
  ]),
])('rejects what Istio does not take (%#)', (fault, problem) => {
  expect(() => checkFault(fault)).toThrow(problem);
});

it.each([200, 599])('aborts with %d', (status) => {
  expect(() => checkFault({ abort: { status, percent: 1 } })).not.toThrow();
});

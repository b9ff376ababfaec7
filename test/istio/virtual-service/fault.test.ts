import { Duration } from 'cdk8s';
import { type Fault, faultInjection, renderFault } from '../../../lib/istio/virtual-service/fault';
import { refusal } from '../../refusal';

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
  expect(refusal(faultInjection, fault)).toBeUndefined();
  expect(renderFault(fault)).toEqual(written);
});

it.each<[Fault, string]>([
  [
    { delay: { by: Duration.seconds(0), percent: 1 } },
    'a duration must be a whole number of milliseconds, at least one',
  ],
  [{ delay: { by: Duration.seconds(1), percent: 101 } }, 'a percentage from 0 to 100 is expected, got 101'],
  [{ abort: { status: 503, percent: -1 } }, 'a percentage from 0 to 100 is expected, got -1'],
  ...[199, 600, 200.5].map((status): [Fault, string] => [
    { abort: { status, percent: 1 } },
    `a fault aborts with a status from 200 to 599, got ${status}; write for example 503`,
  ]),
])('rejects what Istio does not take (%#)', (fault, problem) => {
  expect(refusal(faultInjection, fault)).toContain(problem);
});

it.each([200, 599])('aborts with %d', (status) => {
  expect(refusal(faultInjection, { abort: { status, percent: 1 } })).toBeUndefined();
});

import { Duration } from 'cdk8s';
import {
  type OutlierDetection,
  outlierDetection,
  renderOutlierDetection,
} from '../../../lib/istio/destination-rule/outlier-detection';
import { refusal } from '../../refusal';

it.each<[OutlierDetection, object]>([
  [
    {
      consecutive5xxErrors: 0,
      consecutiveGatewayErrors: 5,
      interval: Duration.millis(500),
      baseEjectionTime: Duration.minutes(3),
      maxEjectionPercent: 1,
      minHealthPercent: 0,
    },
    {
      consecutive5xxErrors: 0,
      consecutiveGatewayErrors: 5,
      interval: '0.5s',
      baseEjectionTime: '180s',
      maxEjectionPercent: 1,
      minHealthPercent: 0,
    },
  ],
  [{ outlierDetectionHttpErrorCodes: [429, 503] }, { outlierDetectionHttpErrorCodes: [429, 503] }],
  [{ localOriginFailures: {} }, { splitExternalLocalOriginErrors: true }],
  [
    { localOriginFailures: { consecutive: 1 } },
    { splitExternalLocalOriginErrors: true, consecutiveLocalOriginFailures: 1 },
  ],
])('is written (%#)', (rules, written) => {
  expect(renderOutlierDetection(rules)).toEqual(written);
});

it.each<[OutlierDetection, string]>([
  [{ consecutive5xxErrors: -1 }, 'a whole number from 0 to 2147483647 is expected, got -1'],
  [{ consecutiveGatewayErrors: 0.5 }, 'a whole number from 0'],
  [{ localOriginFailures: { consecutive: 0 } }, 'a whole number from 1 to 2147483647 is expected, got 0'],
  [{ outlierDetectionHttpErrorCodes: [500, 600] }, 'a whole number from 100 to 599 is expected, got 600'],
  [{ interval: Duration.seconds(0) }, 'a duration must be a whole number'],
  [{ baseEjectionTime: Duration.seconds(0) }, 'a duration must be a whole number'],
  [{ maxEjectionPercent: 0 }, 'a whole percentage from 1 to 100 is expected, got 0'],
  [{ minHealthPercent: 101 }, 'a whole percentage from 0 to 100 is expected, got 101'],
])('rejects what Istio does not take or takes for not set (%#)', (rules, problem) => {
  expect(refusal(outlierDetection, rules)).toContain(problem);
});

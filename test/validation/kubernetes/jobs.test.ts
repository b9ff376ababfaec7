import { refused } from './refused';

const indexes = 'spec.successPolicy.rules[0].succeededIndexes';
const count = 'spec.successPolicy.rules[0].succeededCount';
const cron = 'CronJob nightly';

describe('what a real API server refuses of Jobs', () => {
  it.each([
    [
      'Job once',
      {
        'spec.completions': undefined,
        'spec.parallelism': undefined,
        'spec.completionMode': 'Indexed',
        'spec.backoffLimitPerIndex': 1,
        'spec.maxFailedIndexes': 2,
      },
      'spec.maxFailedIndexes',
    ],
    ['Job once', { 'spec.manualSelector': true }, 'spec.selector'],
    [
      'Job once',
      { 'spec.manualSelector': true, 'spec.selector': { matchLabels: { a: 'b' } } },
      'spec.template.metadata.labels',
    ],
    ['Job some', { 'spec.successPolicy.rules.0.succeededIndexes': '2-4,0' }, indexes],
    ['Job some', { 'spec.successPolicy.rules.0.succeededIndexes': '0-5' }, indexes],
    ['Job some', { 'spec.successPolicy.rules.0.succeededIndexes': '0-1-2' }, indexes],
    ['Job some', { 'spec.successPolicy.rules.0.succeededCount': 5 }, count],
    ['Job some', { 'spec.successPolicy.rules.0.succeededCount': -1 }, count],
    [
      'Job once',
      { 'spec.podFailurePolicy.rules.1.onPodConditions': Array(21).fill({ type: 'A', status: 'True' }) },
      'spec.podFailurePolicy.rules[1].onPodConditions',
    ],
    ['Job once', { 'spec.completions': undefined }, 'spec.completions'],
    [
      'Job once',
      { 'spec.podFailurePolicy.rules.0.onExitCodes.values': [2, 1] },
      'spec.podFailurePolicy.rules[0].onExitCodes.values[1]',
    ],
    ['CronJob nightly', { 'spec.timeZone': 'nowhere at all' }, 'spec.timeZone'],
  ])('is refused: %s %j', (name, changes, field) => {
    expect(refused(name, changes)).toEqual([field]);
  });
});

test.each([
  '@daily',
  '@every 1h30m',
  ' 0 3 * * *',
  '*/5 10-20/2 1,15 JAN-mar ?',
  '*-x 0 * * sun',
  '5/15 * * * *',
])('a time of cron is taken: %s', (schedule) => {
  expect(refused(cron, { 'spec.schedule': schedule })).toEqual([]);
});

test.each([
  '* * * * 7',
  '60 * * * *',
  '*/0 * * * *',
  '30-10 * * * *',
  'MON * * * *',
  '* * 0 * *',
  '1-2-3 * * * *',
  '1/2/3 * * * *',
  '@every day',
  '@noon',
  'TZ=UTC 0 3 * * *',
])('what is no time of cron is refused: %s', (schedule) => {
  expect(refused(cron, { 'spec.schedule': schedule })).toEqual(['spec.schedule']);
});

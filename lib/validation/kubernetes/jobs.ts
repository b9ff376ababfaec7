import { shown } from '../schema/shown';
import { both, isSet, object, type Shape } from '../shape';
import { isSchedule } from './cron';
import { type LabelSelector, selects } from './label-selector';
import { dnsLabel, dnsSubdomain } from './names';
import { needsSpec } from './needs-spec';
import { podFailurePolicy } from './pod-failure-policy';
import type { PodSpec } from './pod-spec';
import { oneOf, within } from './required';
import { success } from './success-policy';
import { template } from './template';

interface JobSpec {
  readonly template?: {
    readonly metadata?: { readonly labels?: Readonly<Record<string, string>> };
    readonly spec?: PodSpec;
  };
  readonly manualSelector?: boolean | null;
  readonly selector?: LabelSelector | null;
  readonly completionMode?: string | null;
  readonly completions?: number | null;
  readonly parallelism?: number | null;
  readonly backoffLimitPerIndex?: number | null;
  readonly maxFailedIndexes?: number | null;
  readonly podFailurePolicy?: { readonly rules?: readonly { readonly action?: string }[] } | null;
  readonly podReplacementPolicy?: string | null;
  readonly managedBy?: string | null;
}

const isGiven = <T>(value: T | null | undefined): value is T => value !== undefined && value !== null;

const ends: Shape<JobSpec> = ({ template: pods, podFailurePolicy: policy }, place) => {
  const { restartPolicy } = pods?.spec ?? {};
  const at = ['template', 'spec', 'restartPolicy'];
  if (policy && restartPolicy === 'OnFailure')
    place.report('must be Never where there is a podFailurePolicy, got OnFailure', { at });
  if (restartPolicy === 'OnFailure' || restartPolicy === 'Never') return;
  place.report(
    `must be OnFailure or Never for a Job, got ${restartPolicy || 'Always, which is the default'}`,
    { at },
  );
};

const mostIndexed = 100_000;

const indexed: Shape<JobSpec> = (spec, place) => {
  const { completionMode, completions, backoffLimitPerIndex: limit, maxFailedIndexes: most } = spec;
  if (completionMode === 'Indexed' && isGiven(spec.parallelism) && spec.parallelism > mostIndexed)
    place.report(`must be at most ${mostIndexed} for completionMode Indexed, got ${spec.parallelism}`, {
      at: ['parallelism'],
    });
  // Of a Job the server says it itself where the number of pods is not given either.
  const isFilledIn = (place.spec as { readonly kind?: string }).kind === 'Job' && !isGiven(spec.parallelism);
  if (completionMode === 'Indexed' && !isGiven(completions) && !isFilledIn)
    place.report('is required for completionMode Indexed', { at: ['completions'] });
  if (isGiven(limit) && completionMode !== 'Indexed')
    place.report('belongs to completionMode Indexed', { at: ['backoffLimitPerIndex'] });
  spec.podFailurePolicy?.rules?.forEach(({ action }, index) => {
    if (action === 'FailIndex' && !isGiven(limit))
      place.report('needs backoffLimitPerIndex beside it', {
        at: ['podFailurePolicy', 'rules', index, 'action'],
      });
  });
  if (!isGiven(most)) return;
  if (!isGiven(limit)) place.report('is required beside maxFailedIndexes', { at: ['backoffLimitPerIndex'] });
  // Where nothing is said it is one.
  const all = completions ?? (isGiven(spec.parallelism) ? Number.POSITIVE_INFINITY : 1);
  if (most > all)
    place.report(`must be at most the completions, which are ${all}, got ${most}`, {
      at: ['maxFailedIndexes'],
    });
};

/** Pods that are replaced when they have failed, as a podFailurePolicy asks; and who else runs the Job. */
const run: Shape<JobSpec> = (
  { podReplacementPolicy: replaced, podFailurePolicy: policy, managedBy },
  place,
) => {
  const allowed = policy ? ['Failed'] : ['Failed', 'TerminatingOrFailed'];
  if (typeof replaced === 'string' && !allowed.includes(replaced))
    place.report(`must be ${allowed.join(' or ')}, got ${shown(replaced)}`, { at: ['podReplacementPolicy'] });
  if (typeof managedBy !== 'string') return;
  const slash = managedBy.indexOf('/');
  if (
    slash < 1 ||
    managedBy.length > 63 ||
    !dnsSubdomain.fits(managedBy.slice(0, slash)) ||
    managedBy.endsWith('/')
  )
    place.report(`must be a path after a domain such as example.com/controller, got ${shown(managedBy)}`, {
      at: ['managedBy'],
    });
};

const jobSpec = object<JobSpec>(
  {
    template,
    parallelism: within(0),
    completions: within(0),
    backoffLimit: within(0),
    ttlSecondsAfterFinished: within(0),
    activeDeadlineSeconds: within(0),
    backoffLimitPerIndex: within(0),
    maxFailedIndexes: within(0),
    completionMode: oneOf('NonIndexed', 'Indexed'),
    podFailurePolicy,
  },
  ends,
  indexed,
  run,
  success,
);

/** The server says itself how a Job finds its pods, where it is not told to leave that. */
const byHand: Shape<JobSpec> = ({ manualSelector, selector, template: pods }, place) => {
  if (!manualSelector) {
    // One that a cluster has given has it from there.
    const isLive = (place.spec as { readonly metadata?: { readonly uid?: string } }).metadata?.uid;
    if (!isLive && (isSet(selector?.matchExpressions) || isSet(Object.keys(selector?.matchLabels ?? {}))))
      place.report('is made by the server where manualSelector is not true', { at: ['selector'] });
  } else if (!selector) place.report('is required beside manualSelector', { at: ['selector'] });
  else if (!selects(selector, pods?.metadata?.labels ?? {}))
    place.report('must have the labels that selector asks for', { at: ['template', 'metadata', 'labels'] });
};

/** A Job's pods have its name in a label, and those of an indexed one in their host names. */
const namesPods: Shape<{ readonly spec?: JobSpec | null }> = ({ spec }, place) => {
  const { name } = place.context;
  const { manualSelector, completionMode, completions = 1 } = spec ?? {};
  const host = `${name}-${(completions ?? 1) - 1}`;
  if (name.length > 63 && !manualSelector)
    place.report(`may have 63 characters, got ${name.length}`, { at: ['metadata', 'name'] });
  else if (name !== '' && completionMode === 'Indexed' && completions !== 0 && !dnsLabel.fits(host))
    place.report(`must ${dnsLabel.words}, with the index of a pod behind it, got ${host}`, {
      at: ['metadata', 'name'],
    });
};

/** What the API server asks of a Job. */
export const job = object({ spec: both(jobSpec, byHand) }, needsSpec, namesPods);

/** How the Jobs of a CronJob find their pods, the server says itself. */
const ownSelector: Shape<{ readonly selector?: object; readonly manualSelector?: boolean }> = (
  { selector, manualSelector },
  place,
) => {
  if (selector) place.report('is made by the server for the Jobs of a CronJob', { at: ['selector'] });
  if (manualSelector) place.report('can not be true for the Jobs of a CronJob', { at: ['manualSelector'] });
};

interface CronJobSpec {
  readonly schedule?: string;
  readonly timeZone?: string | null;
}

/** The zones of three letters that tz has; Node.js knows others, such as PST, which no server does. */
const shortZones = [
  'CET',
  'EET',
  'EST',
  'GMT',
  'HST',
  'MET',
  'MST',
  'PRC',
  'ROC',
  'ROK',
  'UCT',
  'UTC',
  'WET',
];

function isTimeZone(name: string): boolean {
  if (name.length === 3) return shortZones.includes(name);
  if (!/^[A-Z][\w+-]*(?:\/[A-Z][\w+-]*)*$/.test(name)) return false;
  try {
    return name === 'Factory' || Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

const when: Shape<CronJobSpec> = ({ schedule: time = '', timeZone }, place) => {
  if (time.includes('TZ'))
    place.report('can not have a time zone: timeZone is its field', { at: ['schedule'] });
  else if (!isSchedule(time))
    place.report(`must be a time of cron such as 0 3 * * *, got ${shown(time)}`, { at: ['schedule'] });
  if (timeZone === '') place.report('can not be empty', { at: ['timeZone'] });
  else if (typeof timeZone === 'string' && !isTimeZone(timeZone))
    place.report(`must be a time zone such as Europe/Berlin, got ${shown(timeZone)}`, { at: ['timeZone'] });
};

/** What the API server asks of a CronJob. */
export const cronJob = object(
  {
    spec: object<CronJobSpec>(
      {
        jobTemplate: object({ spec: both(jobSpec, ownSelector) }, needsSpec),
        concurrencyPolicy: oneOf('', 'Allow', 'Forbid', 'Replace'),
        startingDeadlineSeconds: within(0),
        successfulJobsHistoryLimit: within(0),
        failedJobsHistoryLimit: within(0),
      },
      when,
    ),
  },
  needsSpec,
);

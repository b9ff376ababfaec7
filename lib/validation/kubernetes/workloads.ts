import { shown } from '../schema/shown';
import { isSet, object, type Shape, value } from '../shape';
import { annotationMap, labelMap } from './label-map';
import { type LabelSelector, labelSelector, selects } from './label-selector';
import { needsSpec } from './needs-spec';
import { checkRestart, type PodSpec, podSpec } from './pod';

interface Template {
  readonly metadata?: { readonly labels?: Readonly<Record<string, string>> };
  readonly spec?: PodSpec & { readonly activeDeadlineSeconds?: number };
}

interface WorkloadSpec {
  readonly selector?: LabelSelector;
  readonly template?: Template;
}

const template = object(
  { metadata: object({ labels: labelMap, annotations: annotationMap }), spec: podSpec },
  needsSpec,
);

const count = value<number>((number) => (number < 0 ? `must not be negative, got ${number}` : undefined));

/** A workload finds its pods again by their labels. */
const findsItsPods: Shape<WorkloadSpec> = ({ selector, template: pods }, place) => {
  if (!selector || (!isSet(Object.keys(selector.matchLabels ?? {})) && !isSet(selector.matchExpressions))) {
    place.report('must have labels: it says which pods belong to the workload', { at: ['selector'] });
    return;
  }
  const labels = pods?.metadata?.labels ?? {};
  if (!selects(selector, labels)) {
    place.report(
      `must choose the pods of the template, which are labelled ${inWords(labels)}; the selector asks for ${inWords(selector.matchLabels ?? {})}`,
      { at: ['selector'] },
    );
  }
};

function inWords(labels: Readonly<Record<string, string>>): string {
  return (
    Object.entries(labels)
      .map(([key, text]) => `${key}=${text}`)
      .join(', ') || 'nothing'
  );
}

const runsOn: Shape<WorkloadSpec> = ({ template: pods }, place) => {
  checkRestart(pods?.spec, ['Always'], place, ['template', 'spec']);
  if (pods?.spec?.activeDeadlineSeconds) {
    place.report('belongs to pods that end', { at: ['template', 'spec', 'activeDeadlineSeconds'] });
  }
};

interface Strategy {
  readonly type?: string;
  readonly rollingUpdate?: { readonly maxSurge?: number | string; readonly maxUnavailable?: number | string };
}

/** How many of all, or how many percent. */
function shareProblem(share: number | string): string | undefined {
  if (typeof share === 'number') return share < 0 ? `must not be negative, got ${share}` : undefined;
  return /^\d+%$/.test(share)
    ? undefined
    : `must be a number or a percentage such as 25%, got ${shown(share)}`;
}

const strategy: Shape<Strategy> = ({ type = 'RollingUpdate', rollingUpdate }, place) => {
  if (!rollingUpdate) return;
  if (type === 'Recreate') {
    place.report('belongs to type RollingUpdate', { at: ['rollingUpdate'] });
    return;
  }
  const { maxSurge = '25%', maxUnavailable = '25%' } = rollingUpdate;
  for (const [name, share] of Object.entries({ maxSurge, maxUnavailable })) {
    const problem = shareProblem(share);
    if (problem !== undefined) place.report(problem, { at: ['rollingUpdate', name] });
  }
  const none = (share: number | string) => share === 0 || /^0+%$/.test(String(share));
  if (none(maxSurge) && none(maxUnavailable)) {
    place.report('can not be 0 beside maxSurge 0: no pod could be replaced', {
      at: ['rollingUpdate', 'maxUnavailable'],
    });
  }
  if (typeof maxUnavailable === 'string' && Number.parseInt(maxUnavailable, 10) > 100) {
    place.report(`must be at most 100%, got ${maxUnavailable}`, { at: ['rollingUpdate', 'maxUnavailable'] });
  }
};

interface DeploymentSpec extends WorkloadSpec {
  readonly minReadySeconds?: number;
  readonly progressDeadlineSeconds?: number | null;
}

/** Ten minutes, where nothing is said. */
const usualDeadline = 600;

const common = {
  selector: labelSelector,
  template,
  replicas: count,
  minReadySeconds: count,
  revisionHistoryLimit: count,
};

/** What the API server asks of a Deployment. */
export const deployment = object(
  {
    spec: object<DeploymentSpec>(
      { ...common, strategy: strategy as Shape, progressDeadlineSeconds: count },
      findsItsPods,
      runsOn,
      ({ minReadySeconds = 0, progressDeadlineSeconds }, place) => {
        const deadline = progressDeadlineSeconds ?? usualDeadline;
        if (deadline <= minReadySeconds) {
          place.report(`must be more than minReadySeconds (${minReadySeconds}), got ${deadline}`, {
            at: ['progressDeadlineSeconds'],
          });
        }
      },
    ),
  },
  needsSpec,
);

/** What the API server asks of a StatefulSet, a DaemonSet and a ReplicaSet. */
export const otherWorkload = object({ spec: object<WorkloadSpec>(common, findsItsPods, runsOn) }, needsSpec);

interface ControllerSpec {
  readonly selector?: Readonly<Record<string, string>>;
  readonly template?: Template;
}

/** What the API server asks of a ReplicationController, which chooses its pods by labels alone. */
export const replicationController = object(
  {
    spec: object<ControllerSpec>(
      { template, replicas: count, selector: labelMap },
      ({ selector, template: pods }, place) => {
        const labels = pods?.metadata?.labels ?? {};
        const wanted = selector ?? labels;
        if (Object.keys(wanted).length === 0) place.report('must have labels', { at: ['selector'] });
        else if (!selects({ matchLabels: wanted }, labels)) {
          place.report(`must choose the pods of the template, which are labelled ${inWords(labels)}`, {
            at: ['selector'],
          });
        }
        checkRestart(pods?.spec, ['Always'], place, ['template', 'spec']);
      },
    ),
  },
  needsSpec,
);

const jobSpec = object<WorkloadSpec>(
  { template, parallelism: count, completions: count, backoffLimit: count, ttlSecondsAfterFinished: count },
  ({ template: pods }, place) => {
    const { restartPolicy } = pods?.spec ?? {};
    if (restartPolicy === 'OnFailure' || restartPolicy === 'Never') return;
    place.report(
      `must be OnFailure or Never for a Job, got ${restartPolicy || 'Always, which is the default'}`,
      {
        at: ['template', 'spec', 'restartPolicy'],
      },
    );
  },
);

/** What the API server asks of a Job. */
export const job = object({ spec: jobSpec }, needsSpec);

/** A time in five fields, or one of the names. */
const schedule =
  /^(?:TZ=\S+ |CRON_TZ=\S+ )?(?:@(?:yearly|annually|monthly|weekly|daily|midnight|hourly|every \S+)|\S+(?: +\S+){4})$/;

/** What the API server asks of a CronJob. */
export const cronJob = object(
  {
    spec: object<{ readonly schedule?: string }>(
      {
        jobTemplate: object({ spec: jobSpec }),
        successfulJobsHistoryLimit: count,
        failedJobsHistoryLimit: count,
      },
      ({ schedule: when = '' }, place) => {
        if (!schedule.test(when))
          place.report(`must be a time of cron such as 0 3 * * *, got ${shown(when)}`, { at: ['schedule'] });
      },
    ),
  },
  needsSpec,
);

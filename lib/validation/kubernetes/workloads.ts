import { shown } from '../schema/shown';
import { both, isSet, list, object, type Shape, value } from '../shape';
import { claim } from './claims';
import { labelMap } from './label-map';
import { type LabelSelector, labelSelector, selects } from './label-selector';
import { dnsLabel, named } from './names';
import { needsSpec } from './needs-spec';
import { checkRestart } from './pod';
import type { PodSpec } from './pod-spec';
import { oneOf, within } from './required';
import { isNone, share, shareOfAll } from './shares';
import { template, templateOfStatefulSet } from './template';

interface Template {
  readonly metadata?: { readonly labels?: Readonly<Record<string, string>> };
  readonly spec?: PodSpec & { readonly activeDeadlineSeconds?: number };
}

interface WorkloadSpec {
  readonly selector?: LabelSelector;
  readonly template?: Template;
}

const count = value<number>((number) => (number < 0 ? `must not be negative, got ${number}` : undefined));

/** A workload finds its pods again by their labels. */
const findsItsPods: Shape<WorkloadSpec> = ({ selector, template: pods }, place) => {
  if (!pods) place.report('is required', { at: ['template'] });
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

const strategy: Shape<Strategy> = ({ type = 'RollingUpdate', rollingUpdate }, place) => {
  if (!rollingUpdate) return;
  if (type === 'Recreate') {
    place.report('belongs to type RollingUpdate', { at: ['rollingUpdate'] });
    return;
  }
  const { maxSurge = '25%', maxUnavailable = '25%' } = rollingUpdate;
  for (const [name, problem] of Object.entries({
    maxSurge: share(maxSurge),
    maxUnavailable: shareOfAll(maxUnavailable),
  })) {
    if (problem !== undefined) place.report(problem, { at: ['rollingUpdate', name] });
  }
  if (isNone(maxSurge) && isNone(maxUnavailable)) {
    place.report('can not be 0 beside maxSurge 0: no pod could be replaced', {
      at: ['rollingUpdate', 'maxUnavailable'],
    });
  }
};

interface DeploymentSpec extends WorkloadSpec {
  readonly minReadySeconds?: number;
  readonly progressDeadlineSeconds?: number | null;
}

/** Ten minutes, where nothing is said. */
const usualDeadline = 600;

const common = { selector: labelSelector, template, replicas: count, minReadySeconds: count };

/** What the API server asks of a Deployment. */
export const deployment = object(
  {
    spec: object<DeploymentSpec>(
      {
        ...common,
        revisionHistoryLimit: count,
        strategy,
        progressDeadlineSeconds: count,
      },
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

/** What the API server asks of a ReplicaSet. */
export const replicaSet = object({ spec: object<WorkloadSpec>(common, findsItsPods, runsOn) }, needsSpec);

/** Of a node's one pod either a new one is added first, or the old one goes first. */
const eachNode: Shape<Strategy> = ({ type, rollingUpdate }, place) => {
  if ((type && type !== 'RollingUpdate') || !rollingUpdate) return;
  const { maxSurge = 0, maxUnavailable = 1 } = rollingUpdate;
  const problems = { maxSurge: shareOfAll(maxSurge), maxUnavailable: shareOfAll(maxUnavailable) };
  for (const [name, problem] of Object.entries(problems))
    if (problem !== undefined) place.report(problem, { at: ['rollingUpdate', name] });
  if (isNone(maxSurge) === isNone(maxUnavailable)) {
    const message = isNone(maxSurge)
      ? 'can not be 0 beside maxSurge 0: no pod could be replaced'
      : 'must be 0 beside maxSurge';
    place.report(message, { at: ['rollingUpdate', 'maxUnavailable'] });
  }
};

/** What the API server asks of a DaemonSet. */
export const daemonSet = object(
  {
    spec: object<WorkloadSpec>(
      { ...common, revisionHistoryLimit: count, updateStrategy: eachNode },
      findsItsPods,
      runsOn,
    ),
  },
  needsSpec,
);

/** The volume that each pod has of a claim is called as the claim is. */
const namesVolume: Shape<{ readonly metadata?: { readonly name?: string } }> = ({ metadata }, place) => {
  const { name = '' } = metadata ?? {};
  if (!dnsLabel.fits(name))
    place.report(`must ${dnsLabel.words}, got ${shown(name)}`, { at: ['metadata', 'name'] });
};

const kept = oneOf('', 'Retain', 'Delete');

/** What the API server asks of a StatefulSet. */
export const statefulSet = object(
  {
    spec: object<WorkloadSpec>(
      {
        ...common,
        template: templateOfStatefulSet,
        serviceName: named(dnsLabel),
        ordinals: object({ start: within(0) }),
        updateStrategy: object<Strategy>(
          { rollingUpdate: object({ partition: within(0) }) },
          ({ type = '', rollingUpdate }, place) => {
            if (rollingUpdate && type === 'OnDelete')
              place.report('belongs to type RollingUpdate', { at: ['rollingUpdate'] });
          },
        ),
        persistentVolumeClaimRetentionPolicy: object({ whenDeleted: kept, whenScaled: kept }),
        volumeClaimTemplates: list(both(claim, namesVolume)),
      },
      findsItsPods,
      runsOn,
    ),
  },
  needsSpec,
);

interface ControllerSpec {
  readonly selector?: Readonly<Record<string, string>>;
  readonly template?: Template;
}

/** What the API server asks of a ReplicationController, which chooses its pods by labels alone. */
export const replicationController = object(
  {
    spec: object<ControllerSpec>(
      { template, replicas: count, minReadySeconds: count, selector: labelMap },
      ({ selector, template: pods }, place) => {
        const labels = pods?.metadata?.labels ?? {};
        // The server takes the labels of the template where nothing is chosen.
        const wanted = Object.keys(selector ?? {}).length === 0 ? labels : (selector ?? {});
        if (Object.keys(wanted).length === 0) place.report('must have labels', { at: ['selector'] });
        else if (!selects({ matchLabels: wanted }, labels)) {
          place.report(`must choose the pods of the template, which are labelled ${inWords(labels)}`, {
            at: ['selector'],
          });
        }
        runsOn({ template: pods ?? {} }, place);
      },
    ),
  },
  needsSpec,
);

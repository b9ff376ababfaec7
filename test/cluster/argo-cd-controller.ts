import { setTimeout as sleep } from 'node:timers/promises';
import type { ControlPlane } from './control-plane';
import type { Running } from './namespace-controller';

interface Held {
  readonly metadata: {
    readonly name: string;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly deletionTimestamp?: string;
  };
  readonly spec: { readonly project?: string };
  readonly status?: {
    readonly resources?: readonly { readonly kind: string; readonly name: string }[];
    readonly operationState?: { readonly phase: string };
  };
}

/** A stand-in that tells which Applications it let go, in their order. */
export interface RunningArgoCd extends Running {
  readonly gone: readonly string[];
}

const collection = '/apis/argoproj.io/v1alpha1/namespaces/argocd';

/**
 * Stands for what Argo CD does when its objects are deleted: an Application that is being deleted goes once its sync
 * has ended and its objects are gone, of which only other Applications are there, taken away the last wave first;
 * and a project goes once the last of its Applications has.
 */
export function startArgoCdController(plane: ControlPlane): RunningArgoCd {
  const gone: string[] = [];
  let stopped = false;
  const loop = (async () => {
    while (!stopped) {
      const applications = await list(plane, 'applications');
      for (const application of applications.filter(isDeleted)) {
        if (await endApplication(plane, application, applications)) gone.push(application.metadata.name);
      }
      const inUse = new Set(applications.map(({ spec }) => spec.project));
      const projects = (await list(plane, 'appprojects')).filter(isDeleted);
      for (const { metadata } of projects) {
        if (!inUse.has(metadata.name)) await letGo(plane, 'appprojects', metadata.name);
      }
      await sleep(200);
    }
  })();
  return {
    gone,
    async stop() {
      stopped = true;
      await loop;
    },
  };
}

/** The next step to the end of an Application; true where it was the last. */
async function endApplication(
  plane: ControlPlane,
  { metadata, status }: Held,
  applications: readonly Held[],
): Promise<boolean> {
  const phase = status?.operationState?.phase;
  if (phase === 'Running') return false;
  if (phase === 'Terminating') {
    await patch(plane, 'applications', metadata.name, { status: { operationState: { phase: 'Failed' } } });
    return false;
  }
  const made = (status?.resources ?? []).filter(({ kind }) => kind === 'Application').map(({ name }) => name);
  const children = applications.filter((one) => made.includes(one.metadata.name));
  if (children.length === 0) {
    await letGo(plane, 'applications', metadata.name);
    return true;
  }
  const last = Math.max(...children.map(waveOf));
  for (const child of children.filter((one) => waveOf(one) === last && !isDeleted(one))) {
    await plane.call('DELETE', `${collection}/applications/${child.metadata.name}`);
  }
  return false;
}

function isDeleted({ metadata }: Held): boolean {
  return metadata.deletionTimestamp !== undefined;
}

function waveOf({ metadata }: Held): number {
  return Number(metadata.annotations?.['argocd.argoproj.io/sync-wave'] ?? 0);
}

async function list(plane: ControlPlane, plural: string): Promise<readonly Held[]> {
  const { code, stdout } = await plane.call('GET', `${collection}/${plural}`);
  return code === 200 ? (JSON.parse(stdout) as { readonly items: readonly Held[] }).items : [];
}

async function letGo(plane: ControlPlane, plural: string, name: string): Promise<void> {
  await patch(plane, plural, name, { metadata: { finalizers: null } });
}

async function patch(plane: ControlPlane, plural: string, name: string, body: object): Promise<void> {
  await plane.call('PATCH', `${collection}/${plural}/${name}`, body, 'application/merge-patch+json');
}

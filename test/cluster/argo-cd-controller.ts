import { setTimeout as sleep } from 'node:timers/promises';
import type { ControlPlane } from './control-plane';
import type { Running } from './namespace-controller';

interface Held {
  readonly metadata: { readonly name: string; readonly deletionTimestamp?: string };
  readonly spec: { readonly project?: string };
}

const collection = '/apis/argoproj.io/v1alpha1/namespaces/argocd';

/**
 * Stands for what Argo CD does when its objects are deleted: an Application that is being deleted goes once its objects
 * are gone, of which there are none here, and a project once the last of its Applications is.
 */
export function startArgoCdController(plane: ControlPlane): Running {
  let stopped = false;
  const loop = (async () => {
    while (!stopped) {
      const applications = await list(plane, 'applications');
      for (const { metadata } of applications.filter(isDeleted))
        await letGo(plane, 'applications', metadata.name);
      const inUse = new Set(applications.map(({ spec }) => spec.project));
      const projects = (await list(plane, 'appprojects')).filter(isDeleted);
      for (const { metadata } of projects) {
        if (!inUse.has(metadata.name)) await letGo(plane, 'appprojects', metadata.name);
      }
      await sleep(200);
    }
  })();
  return {
    async stop() {
      stopped = true;
      await loop;
    },
  };
}

function isDeleted({ metadata }: Held): boolean {
  return metadata.deletionTimestamp !== undefined;
}

async function list(plane: ControlPlane, plural: string): Promise<readonly Held[]> {
  const { code, stdout } = await plane.call('GET', `${collection}/${plural}`);
  return code === 200 ? (JSON.parse(stdout) as { readonly items: readonly Held[] }).items : [];
}

async function letGo(plane: ControlPlane, plural: string, name: string): Promise<void> {
  const body = { metadata: { finalizers: null } };
  await plane.call('PATCH', `${collection}/${plural}/${name}`, body, 'application/merge-patch+json');
}

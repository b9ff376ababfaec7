import { setTimeout as sleep } from 'node:timers/promises';
import type { ControlPlane } from './control-plane';

/** Something that goes on until it is stopped. */
export interface Running {
  stop(): Promise<void>;
}

interface Namespace {
  readonly metadata: { readonly name: string; readonly deletionTimestamp?: string };
  readonly spec: object;
}

interface Resources {
  readonly groupVersion: string;
  readonly resources: readonly {
    readonly name: string;
    readonly namespaced: boolean;
    readonly verbs: readonly string[];
  }[];
}

/**
 * Stands for the one controller that a clean-up waits for: empties namespaces that are being deleted and lets them go.
 */
export function startNamespaceController(plane: ControlPlane): Running {
  let stopped = false;
  const loop = (async () => {
    while (!stopped) {
      const { items } = await get<{ readonly items: readonly Namespace[] }>(plane, '/api/v1/namespaces');
      for (const namespace of items) {
        if (namespace.metadata.deletionTimestamp === undefined) continue;
        const { name } = namespace.metadata;
        const paths = (await collections(plane)).map((path) => path.replace('*', name));
        await Promise.all(paths.map((path) => plane.call('DELETE', path)));
        if ((await Promise.all(paths.map((path) => isEmpty(plane, path)))).includes(false)) continue;
        const done = { ...namespace, spec: { ...namespace.spec, finalizers: [] } };
        await plane.call('PUT', `/api/v1/namespaces/${name}/finalize`, done);
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

async function isEmpty(plane: ControlPlane, path: string): Promise<boolean> {
  return (await get<{ readonly items: readonly unknown[] }>(plane, `${path}?limit=1`)).items.length === 0;
}

/** The paths of all collections of namespaced objects that can be deleted, `*` for the namespace. */
async function collections(plane: ControlPlane): Promise<string[]> {
  const { groups } = await get<{
    readonly groups: readonly { readonly preferredVersion: { readonly groupVersion: string } }[];
  }>(plane, '/apis');
  const bases = [
    '/api/v1',
    ...groups.map(({ preferredVersion }) => `/apis/${preferredVersion.groupVersion}`),
  ];
  const lists = await Promise.all(
    bases.map(async (base) => ({ base, list: await get<Resources>(plane, base) })),
  );
  return lists.flatMap(({ base, list }) =>
    list.resources
      .filter(({ namespaced, verbs }) => namespaced && verbs.includes('deletecollection'))
      .map(({ name }) => `${base}/namespaces/*/${name}`),
  );
}

async function get<T>(plane: ControlPlane, path: string): Promise<T> {
  return JSON.parse((await plane.call('GET', path)).stdout) as T;
}

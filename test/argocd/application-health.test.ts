import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { parse } from 'yaml';
import {
  applicationHealth,
  applicationHealthKey,
  applicationHealthPatch,
} from '../../lib/argocd/application-health';

const source = {
  repoURL: 'https://charts.example.com',
  chart: 'istiod',
  targetRevision: '1.30.3',
  helm: { releaseName: 'istiod', valuesObject: { pilot: { traceSampling: 100, cni: { enabled: false } } } },
};
const spec = { project: 'istio', source, syncPolicy: { automated: { prune: true } } };
const synced = { status: 'Synced', comparedTo: { source }, revision: '1.30.3' };
const healthy = { status: 'Healthy' };
const succeeded = {
  phase: 'Succeeded',
  message: 'successfully synced',
  finishedAt: '2026-11-24T22:00:09Z',
  syncResult: { source, revision: '1.30.3' },
};
const later = '2026-11-24T22:00:10Z';
const newer = { ...source, targetRevision: '1.30.4' };

const lua = new Worker(join(__dirname, 'lua-worker.cjs'));
afterAll(() => lua.terminate());

/** Runs the check as Argo CD does: in Lua 5.1, the object as the global `obj`, the answer a table. */
async function healthOf(application: object): Promise<unknown> {
  lua.postMessage({ script: applicationHealth, object: JSON.parse(JSON.stringify(application)) });
  return (await once(lua, 'message'))[0];
}

describe('the health of an Application', () => {
  test('is progressing as long as Argo CD has not looked at it', async () => {
    const expected = { status: 'Progressing', message: 'not yet compared with the cluster' };
    expect(await healthOf({ spec })).toEqual(expected);
    expect(await healthOf({ spec, status: {} })).toEqual(expected);
    expect(await healthOf({ spec, status: { health: healthy } })).toEqual(expected);
  });

  test('is progressing where Argo CD has not compared, even if what runs is healthy', async () => {
    const sync = { ...synced, status: 'Unknown' };
    const status = { sync, health: healthy, operationState: succeeded, reconciledAt: later };
    const expected = { status: 'Progressing', message: 'not yet compared with the cluster' };
    expect(await healthOf({ spec, status })).toEqual(expected);
    const conditions = [{ type: 'OrphanedResourceWarning', message: 'one object' }];
    expect(await healthOf({ spec, status: { ...status, conditions } })).toEqual(expected);
  });

  test('is degraded where Argo CD can not compare: to wait would keep the mending commit out', async () => {
    const sync = { ...synced, status: 'Unknown', comparedTo: { source: newer } };
    const degraded = { status: 'Degraded', message: 'chart istiod version 1.30.4 not found' };
    const missing = { type: 'ComparisonError', message: degraded.message };
    const invalid = { type: 'InvalidSpecError', message: degraded.message };
    const of = (described: object, condition: object) =>
      healthOf({ spec: { ...spec, source: described }, status: { sync, conditions: [condition] } });
    expect(await of(newer, missing)).toEqual(degraded);
    expect(await of(newer, invalid)).toEqual(degraded);
    expect(await of(source, invalid)).toEqual(degraded);
    expect(await of(newer, { type: 'ComparisonError' })).toEqual({ status: 'Degraded', message: '' });
    // The error is about an earlier description.
    expect(await of(source, missing)).toEqual({
      status: 'Progressing',
      message: 'not yet compared with the cluster',
    });
  });

  test('is no longer degraded once Argo CD could compare, whatever conditions it still tells', async () => {
    const conditions = [{ type: 'ComparisonError', message: 'from before' }];
    const status = {
      sync: synced,
      health: healthy,
      operationState: succeeded,
      reconciledAt: later,
      conditions,
    };
    expect(await healthOf({ spec, status })).toEqual({ status: 'Healthy', message: '' });
  });

  test('needs no sync where all is as described from the beginning', async () => {
    expect(await healthOf({ spec, status: { sync: synced, health: healthy } })).toEqual({
      status: 'Healthy',
      message: '',
    });
  });

  test('is progressing until the first sync, though nothing that is missing counts as unhealthy', async () => {
    const sync = { ...synced, status: 'OutOfSync' };
    expect(await healthOf({ spec, status: { sync, health: healthy } })).toEqual({
      status: 'Progressing',
      message: 'not yet synced',
    });
  });

  test('is progressing while a sync runs or is asked for', async () => {
    const running = {
      ...succeeded,
      phase: 'Running',
      message: 'waiting for healthy state of Deployment istiod',
    };
    expect(
      await healthOf({ spec, status: { sync: synced, health: healthy, operationState: running } }),
    ).toEqual({
      status: 'Progressing',
      message: 'waiting for healthy state of Deployment istiod',
    });
    const ending = { ...running, phase: 'Terminating', message: 'operation is terminating' };
    expect(
      await healthOf({ spec, status: { sync: synced, health: healthy, operationState: ending } }),
    ).toEqual({ status: 'Progressing', message: 'operation is terminating' });
    const operationState = { ...succeeded, message: undefined };
    const status = { sync: synced, health: healthy, operationState, reconciledAt: later };
    expect(await healthOf({ spec, status, operation: { sync: {} } })).toEqual({
      status: 'Progressing',
      message: 'syncing',
    });
  });

  test('is progressing until Argo CD has compared again after a sync: what it said before is about what was', async () => {
    const expected = { status: 'Progressing', message: 'not yet compared since the sync' };
    const at = (reconciledAt: string | undefined, sync: object) =>
      healthOf({ spec, status: { sync, health: healthy, operationState: succeeded, reconciledAt } });
    const outOfSync = { ...synced, status: 'OutOfSync' };
    expect(await at(undefined, synced)).toEqual(expected);
    expect(await at('2026-11-24T22:00:08Z', synced)).toEqual(expected);
    expect(await at('2026-11-24T22:00:08Z', outOfSync)).toEqual(expected);
    // In the same second either may have been first; what is in sync can only have been compared after.
    expect(await at('2026-11-24T22:00:09Z', outOfSync)).toEqual(expected);
    expect(await at('2026-11-24T22:00:09Z', synced)).toEqual({ status: 'Healthy', message: '' });
    expect(await at('2026-11-25T00:00:00Z', synced)).toEqual({ status: 'Healthy', message: '' });
  });

  test('is what Argo CD says of the objects once they are synced', async () => {
    const status = { sync: synced, operationState: succeeded, reconciledAt: later };
    expect(await healthOf({ spec, status: { ...status, health: healthy } })).toEqual({
      status: 'Healthy',
      message: '',
    });
    expect(
      await healthOf({
        spec,
        status: { ...status, health: { status: 'Degraded', message: 'istiod: no pods' } },
      }),
    ).toEqual({ status: 'Degraded', message: 'istiod: no pods' });
    expect(await healthOf({ spec, status })).toEqual({ status: 'Progressing', message: '' });
  });

  test('does not take an earlier chart version, other values or a value more for the new description', async () => {
    const status = { sync: synced, health: healthy, operationState: succeeded, reconciledAt: later };
    const values = (valuesObject: object) => ({ ...source, helm: { releaseName: 'istiod', valuesObject } });
    const changed = [
      newer,
      values({ pilot: { traceSampling: 1, cni: { enabled: false } } }),
      values({ pilot: { traceSampling: 100, cni: { enabled: true } } }),
      values({ pilot: { traceSampling: 100, cni: { enabled: false } }, global: { variant: 'debug' } }),
      values({ pilot: { cni: { enabled: false } } }),
    ];
    for (const one of changed) {
      expect(await healthOf({ spec: { ...spec, source: one }, status })).toEqual({
        status: 'Progressing',
        message: 'not yet compared with the cluster',
      });
    }
  });

  test('waits for the sync of a new description that is compared already', async () => {
    const sync = { ...synced, status: 'OutOfSync', comparedTo: { source: newer } };
    const status = { sync, health: healthy, operationState: succeeded, reconciledAt: later };
    expect(await healthOf({ spec: { ...spec, source: newer }, status })).toEqual({
      status: 'Progressing',
      message: 'not yet synced',
    });
  });

  test('takes for the same what Argo CD leaves out: false, empty and zero', async () => {
    const written = { ...source, directory: { recurse: false, jsonnet: {}, depth: 0 }, path: '' };
    const status = { sync: synced, health: healthy, operationState: succeeded, reconciledAt: later };
    expect(await healthOf({ spec: { ...spec, source: written }, status })).toEqual({
      status: 'Healthy',
      message: '',
    });
  });

  test('compares several sources one by one', async () => {
    const other = { repoURL: 'https://git.example.com/mesh.git', path: 'dist', targetRevision: 'HEAD' };
    const status = {
      sync: { status: 'Synced', comparedTo: { source: { repoURL: '' }, sources: [source, other] } },
      health: healthy,
    };
    const several = { project: 'istio', sources: [source, other] };
    expect(await healthOf({ spec: several, status })).toEqual({ status: 'Healthy', message: '' });
    const moved = { ...several, sources: [source, { ...other, path: 'dist/addons' }] };
    expect(await healthOf({ spec: moved, status })).toEqual({
      status: 'Progressing',
      message: 'not yet compared with the cluster',
    });
  });

  test('is degraded where the automatic sync of this description failed for good', async () => {
    const degraded = { status: 'Degraded', message: 'one or more objects failed to apply' };
    for (const phase of ['Failed', 'Error']) {
      const failed = { ...succeeded, phase, message: degraded.message };
      const status = { health: healthy, operationState: failed, reconciledAt: later };
      const outOfSync = { ...synced, status: 'OutOfSync' };
      expect(await healthOf({ spec, status: { ...status, sync: outOfSync } })).toEqual(degraded);
      // All objects are as described, and a hook after them failed.
      expect(await healthOf({ spec, status: { ...status, sync: synced } })).toEqual(degraded);
      const earlier = { ...failed, syncResult: { source: newer } };
      expect(
        await healthOf({ spec, status: { ...status, sync: outOfSync, operationState: earlier } }),
      ).toEqual({ status: 'Progressing', message: 'not yet synced' });
    }
    const operationState = { phase: 'Error', finishedAt: succeeded.finishedAt, syncResult: { source } };
    const status = { sync: synced, health: healthy, operationState, reconciledAt: later };
    expect(await healthOf({ spec, status })).toEqual({ status: 'Degraded', message: 'the sync failed' });
  });

  test('does not hold up others for a difference that stays after a successful sync, or that nobody syncs', async () => {
    const sync = { ...synced, status: 'OutOfSync' };
    const status = { sync, health: healthy, operationState: succeeded, reconciledAt: later };
    expect(await healthOf({ spec, status })).toEqual({ status: 'Healthy', message: '' });
    for (const syncPolicy of [undefined, { automated: { enabled: false } }]) {
      const manual = { ...spec, syncPolicy };
      const failed = { ...succeeded, phase: 'Failed' };
      for (const [operationState, reconciledAt] of [
        [failed, later],
        [succeeded, succeeded.finishedAt],
      ] as const) {
        expect(
          await healthOf({ spec: manual, status: { sync, health: healthy, operationState, reconciledAt } }),
        ).toEqual({ status: 'Healthy', message: '' });
      }
      expect(await healthOf({ spec: manual, status: { sync, health: healthy } })).toEqual({
        status: 'Healthy',
        message: '',
      });
    }
  });

  test('leaves the sources of a hydrated Application to Argo CD', async () => {
    const hydrated = { project: 'istio', sourceHydrator: { drySource: { path: 'dry' } } };
    expect(await healthOf({ spec: hydrated, status: { health: healthy } })).toEqual({
      status: 'Progressing',
      message: 'not yet compared with the cluster',
    });
    expect(await healthOf({ spec: hydrated, status: { sync: synced, health: healthy } })).toEqual({
      status: 'Healthy',
      message: '',
    });
  });
});

describe('the patch of argocd-cm', () => {
  test('sets the one key of the check and nothing else', () => {
    expect(parse(applicationHealthPatch())).toEqual({
      data: { 'resource.customizations.health.argoproj.io_Application': applicationHealth },
    });
    expect(applicationHealthKey).toBe('resource.customizations.health.argoproj.io_Application');
  });

  test('is a block of lines that a reader can review', () => {
    expect(applicationHealthPatch().split('\n').slice(0, 3)).toEqual([
      'data:',
      '  resource.customizations.health.argoproj.io_Application: |',
      '    -- Argo CD leaves out what is empty, false or 0, so that two descriptions may differ in it and be the same.',
    ]);
  });
});

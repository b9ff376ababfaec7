import { Duration } from 'cdk8s';
import { Retry } from '../../lib/argocd/retry';
import { renderSyncPolicy, SyncPolicy } from '../../lib/argocd/sync-policy';

describe('SyncPolicy', () => {
  test('by hand and without options is nothing at all', () => {
    expect(renderSyncPolicy(SyncPolicy.manual(), false)).toBeUndefined();
  });

  test('automated is said even where nothing else is', () => {
    expect(renderSyncPolicy(SyncPolicy.automated(), false)).toEqual({ automated: {} });
    expect(
      renderSyncPolicy(SyncPolicy.automated({ prune: false, selfHeal: false, allowEmpty: false }), false),
    ).toEqual({
      automated: {},
    });
  });

  test('automated says what Argo CD may do by itself', () => {
    const policy = SyncPolicy.automated({ prune: true, selfHeal: true, allowEmpty: true });
    expect(renderSyncPolicy(policy, false)).toEqual({
      automated: { prune: true, selfHeal: true, allowEmpty: true },
    });
  });

  test('holds every option under its name in Argo CD', () => {
    const policy = SyncPolicy.manual({
      apply: 'server-side',
      createNamespace: true,
      pruneLast: true,
      onlyOutOfSync: true,
      failOnSharedResource: true,
    });
    expect(renderSyncPolicy(policy, true)).toEqual({
      syncOptions: [
        'CreateNamespace=true',
        'ServerSideApply=true',
        'PruneLast=true',
        'ApplyOutOfSyncOnly=true',
        'FailOnSharedResource=true',
        'RespectIgnoreDifferences=true',
      ],
    });
    expect(renderSyncPolicy(SyncPolicy.manual({ apply: 'replace' }), false)).toEqual({
      syncOptions: ['Replace=true'],
    });
  });

  test('labels the namespace that it makes', () => {
    const labels = { 'istio-injection': 'enabled' };
    expect(renderSyncPolicy(SyncPolicy.manual({ createNamespace: { labels } }), false)).toEqual({
      managedNamespaceMetadata: { labels },
      syncOptions: ['CreateNamespace=true'],
    });
  });
});

describe('Retry', () => {
  const rendered = (retry: Retry) => renderSyncPolicy(SyncPolicy.manual({ retry }), false)?.retry;

  test('waits longer each time, up to a longest wait', () => {
    expect(rendered(Retry.times(5))).toEqual({
      limit: 5,
      refresh: true,
      // Ten seconds before the second try: Argo CD multiplies before it waits.
      backoff: { duration: '5s', factor: 2, maxDuration: '180s' },
    });
    const waits = { first: Duration.millis(1500), factor: 3, longest: Duration.minutes(10) };
    expect(rendered(Retry.times(1, waits))).toEqual({
      limit: 1,
      refresh: true,
      backoff: { duration: '0.5s', factor: 3, maxDuration: '600s' },
    });
    expect(rendered(Retry.times(1, { factor: 3 }))?.backoff?.duration).toBe('3.333s');
    expect(rendered(Retry.times(1, { first: Duration.millis(3), factor: 3 }))?.backoff?.duration).toBe(
      '0.001s',
    );
  });

  test('goes on until it succeeds where it is unlimited', () => {
    expect(rendered(Retry.unlimited())?.limit).toBe(-1);
  });

  test.each([0, -1, 1.5])('rejects %p times', (times) => {
    expect(() => Retry.times(times)).toThrow(`a sync is retried a whole number of times, got ${times}`);
  });

  test('rejects waits that get shorter', () => {
    expect(() => Retry.times(5, { factor: 0 })).toThrow(
      'each wait is a whole number of times the one before, got 0',
    );
    expect(() => Retry.times(5, { first: Duration.millis(1) })).toThrow(
      "the first wait is shorter than Argo CD can be told, got '1ms'; write at least 2ms",
    );
    expect(() => Retry.times(5, { first: Duration.minutes(5) })).toThrow(
      "the longest wait is shorter than the first, got '180000ms'; write at least 300000ms",
    );
  });
});

import { Duration } from 'cdk8s';
import { Retry, retry } from '../../lib/argocd/retry';
import { renderSyncPolicy, SyncPolicy } from '../../lib/argocd/sync-policy';
import { refusal, refusedAt } from '../refusal';

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
  const rendered = (chosen: Retry) => renderSyncPolicy(SyncPolicy.manual({ retry: chosen }), false)?.retry;

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

  test.each<[string, string, Retry]>([
    ['times', 'a whole number from 1 to 2147483647 is expected, got 0; write for example 1', Retry.times(0)],
    [
      'times',
      'a whole number from 1 to 2147483647 is expected, got 1.5; write for example 1',
      Retry.times(1.5),
    ],
    ['times', "it is one of a few values, got 'often'; known are 'unlimited'", Retry.times('often' as never)],
    [
      'factor',
      'a whole number from 1 to 2147483647 is expected, got 0; write for example 1',
      Retry.times(5, { factor: 0 }),
    ],
    [
      'first',
      "the first wait is shorter than Argo CD can be told, got '1ms'; write at least 2ms",
      Retry.times(5, { first: Duration.millis(1) }),
    ],
    [
      'longest',
      "the longest wait is shorter than the first, got '180000ms'; write at least 300000ms",
      Retry.unlimited({ first: Duration.minutes(5) }),
    ],
    [
      'first',
      "a Duration is expected, got '5s'; write for example Duration.millis(250)",
      Retry.times(5, { first: '5s' as never }),
    ],
    [
      'options',
      "there is no such property, got 5; known are 'times', 'first', 'factor', 'longest'",
      Retry.times(5, 5 as never),
    ],
  ])('rejects %s: %s', (at, message, chosen) => {
    expect(refusal(retry, chosen)).toBe(message);
    expect(refusedAt(retry, chosen)).toBe(at);
  });
});

import { mergeSettings } from '../../lib/workload/pod-settings';

describe('the settings of a version over those of all', () => {
  it('are one replica and nothing else where nothing is set', () => {
    expect(mergeSettings({}, {})).toEqual({
      replicas: 1,
      container: {},
      podSpec: {},
      deployment: {},
      podLabels: {},
      podAnnotations: {},
    });
  });

  it('replace field by field, and leave the rest', () => {
    const all = {
      replicas: 2,
      container: { env: [{ name: 'A', value: '1' }], workingDir: '/app' },
      podSpec: { terminationGracePeriodSeconds: 5, priorityClassName: 'low' },
      deployment: { minReadySeconds: 3 },
      podLabels: { team: 'books' },
      podAnnotations: { 'prometheus.io/scrape': 'true' },
    };
    const one = {
      replicas: 'autoscaled',
      container: { env: [{ name: 'B', value: '2' }] },
      podSpec: { priorityClassName: 'high' },
      deployment: { minReadySeconds: 0 },
      podLabels: { tier: 'web' },
      podAnnotations: { 'prometheus.io/scrape': 'false' },
    } as const;
    expect(mergeSettings(all, { ...one, container: { env: [...one.container.env] } })).toEqual({
      replicas: 'autoscaled',
      container: { env: [{ name: 'B', value: '2' }], workingDir: '/app' },
      podSpec: { terminationGracePeriodSeconds: 5, priorityClassName: 'high' },
      deployment: { minReadySeconds: 0 },
      podLabels: { team: 'books', tier: 'web' },
      podAnnotations: { 'prometheus.io/scrape': 'false' },
    });
  });

  it('may scale a version to nothing', () => {
    expect(mergeSettings({ replicas: 2 }, { replicas: 0 }).replicas).toBe(0);
  });
});

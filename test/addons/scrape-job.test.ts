import { accessOf, renderScrapeJob, ScrapeJob } from '../../lib/addons/scrape-job';

const watchPods = { apiGroups: [''], resources: ['pods'], verbs: ['get', 'list', 'watch'] };

test('Pods that ask for it are found in all namespaces, or in some', () => {
  const all = renderScrapeJob(ScrapeJob.annotatedPods());
  expect(all).toMatchObject({
    job_name: 'kubernetes-pods',
    honor_labels: true,
    kubernetes_sd_configs: [{ role: 'pod' }],
  });
  expect(all.kubernetes_sd_configs).toEqual([{ role: 'pod' }]);
  const some = renderScrapeJob(ScrapeJob.annotatedPods({ namespaces: ['demo', 'istio-system'] }));
  expect(some.kubernetes_sd_configs).toEqual([
    { role: 'pod', namespaces: { names: ['demo', 'istio-system'] } },
  ]);
});

test('Finding them takes the right to watch pods there, and no other', () => {
  const reason = 'pods: finds the pods that ask to be scraped, and their addresses';
  expect(accessOf(ScrapeJob.annotatedPods())).toEqual([{ rule: watchPods, reason }]);
  expect(accessOf(ScrapeJob.annotatedPods({ namespaces: ['demo'] }))).toEqual([
    { rule: watchPods, reason, namespaces: ['demo'] },
  ]);
});

test('Fixed addresses and Prometheus itself need no rights', () => {
  const jobs = [
    ScrapeJob.itself,
    ScrapeJob.addresses('nodes', { addresses: ['a:1', '[::1]:2'], path: '/m' }),
  ];
  expect(jobs.map(renderScrapeJob)).toEqual([
    { job_name: 'prometheus', static_configs: [{ targets: ['localhost:9090'] }] },
    { job_name: 'nodes', metrics_path: '/m', static_configs: [{ targets: ['a:1', '[::1]:2'] }] },
  ]);
  expect(jobs.flatMap(accessOf)).toEqual([]);
});

test('A job in its own words brings its rights', () => {
  const access = [
    { rule: { apiGroups: [''], resources: ['nodes'], verbs: ['list'] }, reason: 'nodes: cAdvisor' },
  ];
  const job = ScrapeJob.asWritten('nodes', { kubernetes_sd_configs: [{ role: 'node' }] }, { access });
  expect(renderScrapeJob(job)).toEqual({ job_name: 'nodes', kubernetes_sd_configs: [{ role: 'node' }] });
  expect(accessOf(job)).toEqual(access);
});

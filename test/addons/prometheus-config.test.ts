import { Duration } from 'cdk8s';
import { parse } from 'yaml';
import { prometheusYaml, renderPrometheusConfig } from '../../lib/addons/prometheus-config';
import { ScrapeJob } from '../../lib/addons/scrape-job';

const scrapeInterval = Duration.seconds(15);

test('Every target is asked at the interval, and given ten seconds to answer', () => {
  const config = renderPrometheusConfig({ scrape: [ScrapeJob.itself], scrapeInterval });
  expect(config).toEqual({
    global: { scrape_interval: '15s', scrape_timeout: '10s' },
    scrape_configs: [{ job_name: 'prometheus', static_configs: [{ targets: ['localhost:9090'] }] }],
  });
});

test('A target never has more time than until it is asked again', () => {
  const { global } = renderPrometheusConfig({
    scrape: [ScrapeJob.itself],
    scrapeInterval: Duration.seconds(5),
  });
  expect(global).toEqual({ scrape_interval: '5s', scrape_timeout: '5s' });
});

test('The text says the same, word for word', () => {
  const settings = { scrape: [ScrapeJob.itself, ScrapeJob.annotatedPods()], scrapeInterval } as const;
  expect(parse(prometheusYaml(settings))).toEqual(renderPrometheusConfig(settings));
  expect(prometheusYaml(settings)).not.toMatch(/[&*]a\d/);
});

test('rejects two jobs of one name', () => {
  const scrape = [ScrapeJob.itself, ScrapeJob.asWritten('prometheus', {})] as const;
  expect(() => renderPrometheusConfig({ scrape, scrapeInterval })).toThrow(
    "two scrape jobs have one name, and Prometheus would not start, got 'prometheus'; name each job differently",
  );
});

test('rejects an interval in parts of seconds', () => {
  expect(() =>
    renderPrometheusConfig({ scrape: [ScrapeJob.itself], scrapeInterval: Duration.millis(1500) }),
  ).toThrow("the scrape interval must be a whole number of seconds, at least one, got '1.5s'");
});

import type { Duration } from 'cdk8s';
import { ConfigError } from '../diagnostics/error';
import { toConfigYaml } from '../synth/yaml';
import type { NonEmpty } from '../values/non-empty';
import { nameOf, renderScrapeJob, type ScrapeConfig, type ScrapeJob } from './scrape-job';

/** What Prometheus is told. */
export interface PrometheusSettings {
  readonly scrape: NonEmpty<ScrapeJob>;
  /** How often each target is asked. */
  readonly scrapeInterval: Duration;
}

/** `prometheus.yml`, as data. */
export interface PrometheusConfig {
  readonly global: { readonly scrape_interval: string; readonly scrape_timeout: string };
  readonly scrape_configs: readonly ScrapeConfig[];
}

/** How long a target may take to answer, in seconds; never longer than until it is asked again. */
const patience = 10;

/**
 * Prometheus' configuration.
 *
 * @throws ConfigError where two jobs have one name, or the interval is no whole number of seconds
 */
export function renderPrometheusConfig({ scrape, scrapeInterval }: PrometheusSettings): PrometheusConfig {
  const seconds = scrapeSeconds(scrapeInterval);
  const names = scrape.map(nameOf);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new ConfigError({
      problem: 'two scrape jobs have one name, and Prometheus would not start',
      got: twice,
      instead: 'name each job differently',
    });
  }
  return {
    global: { scrape_interval: `${seconds}s`, scrape_timeout: `${Math.min(seconds, patience)}s` },
    scrape_configs: scrape.map(renderScrapeJob),
  };
}

/** The text of `prometheus.yml`. */
export function prometheusYaml(settings: PrometheusSettings): string {
  return toConfigYaml(renderPrometheusConfig(settings));
}

/** An interval in whole seconds. */
export function scrapeSeconds(interval: Duration): number {
  const seconds = interval.toSeconds({ integral: false });
  if (!Number.isInteger(seconds) || seconds < 1) {
    throw new ConfigError({
      problem: 'the scrape interval must be a whole number of seconds, at least one',
      got: `${seconds}s`,
      instead: 'write for example Duration.seconds(15)',
    });
  }
  return seconds;
}

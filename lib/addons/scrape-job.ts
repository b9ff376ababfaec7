import type { PolicyRule } from 'kubernetes-types/rbac/v1';
import type { NonEmpty } from '../values/non-empty';
import { given } from '../values/options';
import { annotatedPodRules } from './annotated-pods';
import { type RelabelConfig, renderRelabelRule } from './relabel-rule';

/** Pods that ask to be scraped by their annotations: istiod, gateways, and every pod with a sidecar. */
export interface AnnotatedPods {
  readonly kind: 'annotated-pods';
  /** @default - all namespaces */
  readonly namespaces?: NonEmpty<string>;
}

/** Prometheus' metrics of itself. */
export interface Itself {
  readonly kind: 'itself';
}

/** Fixed addresses. */
export interface Addresses {
  readonly kind: 'addresses';
  readonly name: string;
  /** Such as `node-exporter.monitoring:9100`. */
  readonly addresses: NonEmpty<string>;
  /** @default '/metrics' */
  readonly path?: `/${string}`;
}

/** A job in Prometheus' own words. */
export interface AsWritten {
  readonly kind: 'as-written';
  readonly name: string;
  readonly config: Readonly<Record<string, unknown>>;
  /** What it must be allowed to ask of the Kubernetes API in all namespaces. @default - nothing */
  readonly access?: readonly Access[];
}

/**
 * Where metrics come from.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config
 */
export type ScrapeJob = AnnotatedPods | Itself | Addresses | AsWritten;

export const ScrapeJob = {
  /** All that the mesh reports: istiod, gateways, and every pod with a sidecar, whose metrics are merged with its own. */
  annotatedPods(options: Omit<AnnotatedPods, 'kind'> = {}): ScrapeJob {
    return { ...given(options), kind: 'annotated-pods' };
  },

  itself: { kind: 'itself' } satisfies ScrapeJob as ScrapeJob,

  /** What answers at fixed addresses: hosts and ports. */
  addresses(name: string, options: Omit<Addresses, 'kind' | 'name'>): ScrapeJob {
    return { ...(given(options) as typeof options), kind: 'addresses', name };
  },

  /** A job in Prometheus' own words, but for its name; say too what it must be allowed to read. */
  asWritten(
    name: string,
    config: Readonly<Record<string, unknown>>,
    options: { readonly access?: readonly Access[] } = {},
  ): ScrapeJob {
    return { ...given(options), kind: 'as-written', name, config };
  },
};

/** Something that a job asks of the Kubernetes API, and why. */
export interface Access {
  readonly rule: PolicyRule;
  readonly reason: string;
  /** @default - all namespaces */
  readonly namespaces?: NonEmpty<string>;
}

const watchPods: PolicyRule = { apiGroups: [''], resources: ['pods'], verbs: ['get', 'list', 'watch'] };

/** What the job must be allowed to do, and nothing else. */
export function accessOf(job: ScrapeJob): readonly Access[] {
  switch (job.kind) {
    case 'annotated-pods': {
      const reason = 'pods: finds the pods that ask to be scraped, and their addresses';
      return [{ rule: watchPods, reason, ...(job.namespaces && { namespaces: job.namespaces }) }];
    }
    case 'as-written':
      return job.access ?? [];
    case 'itself':
    case 'addresses':
      return [];
    default:
      return job satisfies never;
  }
}

/** An entry of `scrape_configs`. */
export type ScrapeConfig = {
  readonly job_name: string;
  readonly relabel_configs?: readonly RelabelConfig[];
} & Readonly<Record<string, unknown>>;

export function nameOf(job: ScrapeJob): string {
  switch (job.kind) {
    case 'annotated-pods':
      return 'kubernetes-pods';
    case 'itself':
      return 'prometheus';
    case 'addresses':
    case 'as-written':
      return job.name;
    default:
      return job satisfies never;
  }
}

export function renderScrapeJob(job: ScrapeJob): ScrapeConfig {
  const job_name = nameOf(job);
  switch (job.kind) {
    case 'annotated-pods':
      return {
        job_name,
        // What a proxy says about the pod that a request went to must not be overwritten by what is known of its own.
        honor_labels: true,
        kubernetes_sd_configs: [
          { role: 'pod', ...(job.namespaces && { namespaces: { names: [...job.namespaces] } }) },
        ],
        relabel_configs: annotatedPodRules.map(renderRelabelRule),
      };
    case 'itself':
      return { job_name, static_configs: [{ targets: ['localhost:9090'] }] };
    case 'addresses':
      return {
        job_name,
        ...(job.path && { metrics_path: job.path }),
        static_configs: [{ targets: [...job.addresses] }],
      };
    case 'as-written':
      return { job_name, ...job.config };
    default:
      return job satisfies never;
  }
}

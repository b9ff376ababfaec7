import type { Duration } from 'cdk8s';
import type { IWorkload } from '../istio/references/workload';
import type { MemorySize } from './memory-size';
import type { SecretKey } from './secret-key';

/** What a container is given. */
export interface Resources {
  /** What it can count on, in cores or thousandths; more where the node has some to spare. */
  readonly cpu: `${number}m` | `${number}`;
  /** What it can count on, and never exceeds. */
  readonly memory: MemorySize;
}

/** A volume that outlives the pod. */
export interface Storage {
  readonly size: MemorySize;
  /** @default - the cluster's default storage class */
  readonly storageClass?: string;
}

/** What every add-on can be told that is run for good. */
export interface CommonProduction {
  /** @default - enough for a mesh of some dozens of workloads */
  readonly resources?: Resources;
  /**
   * Pods that may open its pages beside the add-ons that need it, such as those of an ingress gateway.
   * @default - none; `istioctl dashboard` and `kubectl port-forward` work all the same
   */
  readonly visitors?: readonly IWorkload[];
}

/** What a Prometheus needs that is run for good. */
export interface PrometheusProduction extends CommonProduction {
  /** Where the metrics lie. Four fifths of it are used, as it must have room to compact what it holds. */
  readonly storage: Storage;
  /** How long metrics are kept, if the storage lasts so long; whole hours. @default Duration.days(15) */
  readonly retention?: Duration;
}

/** What a Grafana needs that is run for good. */
export interface GrafanaProduction extends CommonProduction {
  /** The first administrator's credentials, which Grafana stores when it first starts. */
  readonly admin: { readonly user: SecretKey; readonly password: SecretKey };
  /**
   * What Grafana encrypts stored credentials with, such as those of further data sources.
   * @default - Grafana's own, which everybody knows; nothing that these charts provision is encrypted with it
   */
  readonly secretKey?: SecretKey;
  /** Where users, folders and changes lie. */
  readonly storage: Storage;
}

/** What a Jaeger needs that is run for good. */
export interface JaegerProduction extends CommonProduction {
  /** Where the spans lie. */
  readonly storage: Storage;
  /** How long they are kept; whole hours. @default Duration.days(3) */
  readonly retention?: Duration;
}

/** What a Kiali needs that is run for good. */
export interface KialiProduction extends CommonProduction {
  /** What it encrypts sessions with: 16, 24 or 32 bytes. */
  readonly signingKey: SecretKey;
  /**
   * The token of a Grafana service account with the role Viewer, by which it looks for dashboards.
   * @default - its pages have no links to Grafana
   */
  readonly grafanaToken?: SecretKey;
}

/** What each add-on needs to know to be run for good. */
export interface ProductionSettings {
  readonly prometheus: PrometheusProduction;
  readonly grafana: GrafanaProduction;
  readonly jaeger: JaegerProduction;
  readonly kiali: KialiProduction;
}

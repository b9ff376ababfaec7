import type { ApiVersions } from './api-versions';

/** The oldest and the newest of a run of Kubernetes minor versions, both included. */
export interface KubernetesRange {
  readonly oldest: string;
  readonly newest: string;
}

/**
 * What the Bookinfo sample of a release runs.
 *
 * @see https://istio.io/latest/docs/examples/bookinfo/
 */
export interface BookinfoSample {
  /** Where its images are, such as `docker.io/istio`. */
  readonly registry: string;
  /** The tag of all of its images; Bookinfo's versions are not Istio's. */
  readonly tag: string;
  /** The user id that its containers are told to run as; `undefined` where the images bring their user. */
  readonly runAsUser: number | undefined;
  /** Whether productpage's pods ask Prometheus to scrape its own metrics. */
  readonly productpageMetrics: boolean;
}

/** Full references of the images that a release's add-on samples run. */
export interface AddonImages {
  readonly prometheus: string;
  /** The container beside Prometheus that makes it read a changed configuration. */
  readonly configReload: string;
  readonly grafana: string;
  readonly jaeger: string;
  readonly kiali: string;
}

/**
 * Whether Istio injects its proxy as a Kubernetes sidecar container, which ends with the pod's own containers, so
 * that a Job completes: `unknown` to the release, only on request (`opt-in`), or wherever the cluster has them
 * (`default`).
 */
export type NativeSidecars = 'unknown' | 'opt-in' | 'default';

/** What is known of one release. */
export interface ReleaseRow {
  /** The last number of the patch release, such as 3 for 1.30.3. */
  readonly patch: number;
  /** The `apiVersion` of each Istio kind; a kind that the release does not have is missing. */
  readonly apiVersions: ApiVersions;
  /** The version of the Gateway API whose CRDs the release is made for, such as `1.5.1`. */
  readonly gatewayApi: string;
  /** The Kubernetes versions that the Istio project supports the release on. */
  readonly kubernetes: KubernetesRange;
  readonly bookinfo: BookinfoSample;
  readonly addons: AddonImages;
  readonly nativeSidecars: NativeSidecars;
}

import { ConfigError } from '../error';
import type { ApiVersions } from '../istio/api-versions';
import { suggest } from '../nearest-name';
import { type IstioVersion, istioReleases } from './istio-releases';

export type { IstioVersion } from './istio-releases';

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

/**
 * One Istio release: what the cluster's Istio serves and what its samples run. Everything that differs from one
 * release to the next is read from here.
 *
 * @see https://istio.io/latest/docs/releases/supported-releases/
 */
export interface IstioRelease {
  readonly kind: 'istio-release';
  /** The minor version, such as `1.30`. */
  readonly version: IstioVersion;
  /** The patch release to install, such as `1.30.3`. */
  readonly patch: string;
  /** The `apiVersion` of each Istio kind; a kind that the release does not have is missing. */
  readonly apiVersions: ApiVersions;
  /** The Kubernetes versions that the Istio project supports the release on. */
  readonly kubernetes: KubernetesRange;
  readonly bookinfo: BookinfoSample;
  readonly addons: AddonImages;
  /** The Helm charts that install the release. */
  readonly charts: { readonly repository: string; readonly version: string };
  readonly nativeSidecars: NativeSidecars;
}

/** Every Istio version that is described here, oldest first. */
const versions = Object.keys(istioReleases) as readonly IstioVersion[];

/** All Istio charts of all releases, also as OCI artifacts below `oci://ghcr.io/istio/release/charts`. */
const chartRepository = 'https://blob.istio.io/istio-release/charts';

function release(version: IstioVersion, patch: number): IstioRelease {
  const { patch: _, ...row } = istioReleases[version];
  return {
    kind: 'istio-release',
    version,
    patch: `${version}.${patch}`,
    ...row,
    charts: { repository: chartRepository, version: `${version}.${patch}` },
  };
}

function of(version: IstioVersion): IstioRelease {
  return release(version, istioReleases[version].patch);
}

/** The Istio releases by version. */
export const IstioRelease = {
  versions,

  /** The newest release described here: what is used when none is asked for. */
  latest: of(versions[versions.length - 1] as IstioVersion),

  /** The release of a minor version, at the patch named in its row. */
  of,

  /**
   * The release that a user wrote: `1.30` for the patch in its row, `1.30.1` for that patch.
   *
   * @param at where it was written, for the error
   * @throws ConfigError with the known releases where it is not one of them
   */
  parse(text: string, at?: string): IstioRelease {
    const [, minor, patch] = /^v?(\d+\.\d+)(?:\.(\d+))?$/.exec(text.trim()) ?? [];
    const version = versions.find((known) => known === minor);
    if (version === undefined) {
      throw new ConfigError({
        ...(at !== undefined && { at }),
        problem: 'no such Istio release is described',
        got: text,
        instead: suggest(minor ?? text, versions),
      });
    }
    return patch === undefined ? of(version) : release(version, Number(patch));
  },
};

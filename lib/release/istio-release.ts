import { ConfigError } from '../diagnostics/error';
import { suggest } from '../diagnostics/nearest-name';
import { anyText, oneOf } from '../values/check';
import { checkedCall } from '../values/checked-call';
import { optional, shape } from '../values/shape';
import { istioCharts } from './istio-downloads';
import { type IstioVersion, istioReleases, newestFinal } from './istio-releases';
import { versionsOfRelease } from './newest-api-versions';
import type { ReleaseRow } from './release-row';

export type { IstioVersion } from './istio-releases';
export type { AddonImages, BookinfoSample, KubernetesRange, NativeSidecars } from './release-row';

/**
 * One Istio release: what the cluster's Istio serves and what its samples run. Everything that differs from one
 * release to the next is read from here.
 *
 * @see https://istio.io/latest/docs/releases/supported-releases/
 */
export interface IstioRelease extends Omit<ReleaseRow, 'patch'> {
  readonly kind: 'istio-release';
  /** The minor version, such as `1.30`. */
  readonly version: IstioVersion;
  /** The patch release to install, such as `1.30.3`. */
  readonly patch: string;
  /** The Helm charts that install the release. */
  readonly charts: { readonly repository: string; readonly version: string };
}

/** Every Istio version that is described here, oldest first. */
const versions = Object.keys(istioReleases) as readonly IstioVersion[];

function release(version: IstioVersion, patch: number): IstioRelease {
  const { patch: _, ...row }: ReleaseRow = istioReleases[version];
  return {
    kind: 'istio-release',
    version,
    patch: `${version}.${patch}`,
    ...row,
    apiVersions: versionsOfRelease(version, row.apiVersions),
    charts: { repository: istioCharts, version: `${version}.${patch}` },
  };
}

function of(version: IstioVersion): IstioRelease {
  checkedCall('IstioRelease.of', oneOf(...versions), version);
  return release(version, istioReleases[version].patch);
}

/** The described version with the nearest number: letter by letter `1.31` would be as near to `1.21` as to `1.30`. */
function nearest(minor: string | undefined): IstioVersion | undefined {
  if (!minor?.startsWith('1.')) return undefined;
  const distance = (version: string) => Math.abs(Number(version.slice(2)) - Number(minor.slice(2)));
  return versions.reduce((best, next) => (distance(next) < distance(best) ? next : best));
}

const written = shape<{ readonly text: string; readonly at?: string | undefined }>({
  text: anyText,
  at: optional(anyText),
});

/** The Istio releases by version. */
export const IstioRelease = {
  versions,

  /** The newest release whose final files are described here: what is used when none is asked for. */
  latest: of(newestFinal),

  /**
   * The release of a minor version, at the patch named in its row.
   *
   * @throws ConfigError with the known releases where it is not one of them
   */
  of,

  /**
   * The release that a user wrote: `1.30` for the patch in its row, `1.30.1` for that patch.
   *
   * @param at where it was written, for the error
   * @throws ConfigError with the known releases where it is not one of them
   */
  parse(text: string, at?: string): IstioRelease {
    checkedCall('IstioRelease.parse', written, { text, at });
    const [, minor, patch] = /^v?(\d+\.\d+)(?:\.(\d+))?$/.exec(text.trim()) ?? [];
    const version = versions.find((known) => known === minor);
    if (version === undefined) {
      throw new ConfigError({
        ...(at !== undefined && { at }),
        problem: 'no such Istio release is described',
        got: text,
        instead: suggest(nearest(minor) ?? text, versions),
      });
    }
    return patch === undefined ? of(version) : release(version, Number(patch));
  },
};

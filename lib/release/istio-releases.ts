import type { ApiVersions } from './api-versions';
import { since1_16, since1_17, since1_22, since1_30 } from './istio-api-versions';
import { istioImages } from './istio-downloads';
import type { AddonImages, BookinfoSample, NativeSidecars, ReleaseRow } from './release-row';

/** The sample as it was when its containers were told which user to run as. */
function asUser1000(options: { readonly productpageMetrics: boolean }): BookinfoSample {
  return { registry: istioImages, tag: '1.17.0', runAsUser: 1000, ...options };
}

/** The sample since: the images bring their user, and productpage has metrics. */
function sample(tag: string): BookinfoSample {
  return { registry: istioImages, tag, runAsUser: undefined, productpageMetrics: true };
}

/** The tags of the images that the add-on samples name; two of them have had two names. */
interface AddonTags {
  readonly prometheus: string;
  readonly configReload: `${'configmap-reload' | 'prometheus-config-reloader'}:${string}`;
  readonly grafana: string;
  readonly jaeger: `${'all-in-one' | 'jaeger'}:${string}`;
  readonly kiali: string;
}

function addons(tags: AddonTags): AddonImages {
  return {
    prometheus: `docker.io/prom/prometheus:${tags.prometheus}`,
    configReload: tags.configReload.startsWith('configmap-reload')
      ? `docker.io/jimmidyson/${tags.configReload}`
      : `ghcr.io/prometheus-operator/${tags.configReload}`,
    grafana: `docker.io/grafana/grafana:${tags.grafana}`,
    jaeger: `docker.io/jaegertracing/${tags.jaeger}`,
    kiali: `quay.io/kiali/kiali:${tags.kiali}`,
  };
}

function row(
  patch: number,
  [oldest, newest]: readonly [string, string],
  apiVersions: ApiVersions,
  gatewayApi: string,
  nativeSidecars: NativeSidecars,
  bookinfo: BookinfoSample,
  tags: AddonTags,
): ReleaseRow {
  return {
    patch,
    kubernetes: { oldest, newest },
    apiVersions,
    gatewayApi,
    nativeSidecars,
    bookinfo,
    addons: addons(tags),
  };
}

/**
 * One row a release, oldest first; a new release is a new row. `docs/releases.md` says which rows were compared with
 * the release itself.
 */
export const istioReleases = {
  '1.16': row(2, ['1.22', '1.25'], since1_16, '0.5.1', 'unknown', asUser1000({ productpageMetrics: false }), {
    prometheus: 'v2.34.0',
    configReload: 'configmap-reload:v0.5.0',
    grafana: '9.0.1',
    jaeger: 'all-in-one:1.35',
    kiali: 'v1.59',
  }),
  '1.17': row(8, ['1.23', '1.26'], since1_17, '0.6.1', 'unknown', asUser1000({ productpageMetrics: false }), {
    prometheus: 'v2.34.0',
    configReload: 'configmap-reload:v0.5.0',
    grafana: '9.0.1',
    jaeger: 'all-in-one:1.35',
    kiali: 'v1.63',
  }),
  '1.18': row(7, ['1.24', '1.27'], since1_17, '0.6.1', 'unknown', asUser1000({ productpageMetrics: true }), {
    prometheus: 'v2.41.0',
    configReload: 'configmap-reload:v0.8.0',
    grafana: '9.0.1',
    jaeger: 'all-in-one:1.35',
    kiali: 'v1.67',
  }),
  '1.19': row(10, ['1.25', '1.28'], since1_17, '0.8.0', 'opt-in', sample('1.18.0'), {
    prometheus: 'v2.41.0',
    configReload: 'configmap-reload:v0.8.0',
    grafana: '9.5.5',
    jaeger: 'all-in-one:1.46',
    kiali: 'v1.72',
  }),
  '1.20': row(8, ['1.25', '1.29'], since1_17, '1.0.0', 'opt-in', sample('1.18.0'), {
    prometheus: 'v2.41.0',
    configReload: 'configmap-reload:v0.8.0',
    grafana: '9.5.5',
    jaeger: 'all-in-one:1.46',
    kiali: 'v1.76',
  }),
  '1.21': row(6, ['1.26', '1.29'], since1_17, '1.0.0', 'opt-in', sample('1.18.0'), {
    prometheus: 'v2.48.0',
    configReload: 'prometheus-config-reloader:v0.67.0',
    grafana: '10.1.5',
    jaeger: 'all-in-one:1.46',
    kiali: 'v1.79',
  }),
  '1.22': row(8, ['1.27', '1.30'], since1_22, '1.1.0', 'opt-in', sample('1.19.1'), {
    prometheus: 'v2.51.1',
    configReload: 'prometheus-config-reloader:v0.72.0',
    grafana: '10.4.0',
    jaeger: 'all-in-one:1.56',
    kiali: 'v1.86',
  }),
  '1.23': row(6, ['1.27', '1.30'], since1_22, '1.1.0', 'opt-in', sample('1.20.1'), {
    prometheus: 'v2.52.0',
    configReload: 'prometheus-config-reloader:v0.73.2',
    grafana: '11.0.0',
    jaeger: 'all-in-one:1.58',
    kiali: 'v1.87',
  }),
  '1.24': row(6, ['1.28', '1.31'], since1_22, '1.2.1', 'opt-in', sample('1.20.2'), {
    prometheus: 'v2.54.1',
    configReload: 'prometheus-config-reloader:v0.76.0',
    grafana: '11.2.2-security-01',
    jaeger: 'all-in-one:1.58',
    kiali: 'v2.0',
  }),
  '1.25': row(5, ['1.29', '1.32'], since1_22, '1.2.1', 'opt-in', sample('1.20.2'), {
    prometheus: 'v3.1.0',
    configReload: 'prometheus-config-reloader:v0.78.2',
    grafana: '11.3.1',
    jaeger: 'all-in-one:1.63.0',
    kiali: 'v2.5',
  }),
  '1.26': row(8, ['1.29', '1.33'], since1_22, '1.3.0', 'opt-in', sample('1.20.3'), {
    prometheus: 'v3.2.1',
    configReload: 'prometheus-config-reloader:v0.81.0',
    grafana: '11.3.1',
    jaeger: 'all-in-one:1.67.0',
    kiali: 'v2.8',
  }),
  '1.27': row(9, ['1.29', '1.33'], since1_22, '1.3.0', 'default', sample('1.20.3'), {
    prometheus: 'v3.4.2',
    configReload: 'prometheus-config-reloader:v0.83.0',
    grafana: '12.0.1',
    jaeger: 'all-in-one:1.70.0',
    kiali: 'v2.12',
  }),
  '1.28': row(10, ['1.30', '1.34'], since1_22, '1.4.1', 'default', sample('1.20.3'), {
    prometheus: 'v3.5.0',
    configReload: 'prometheus-config-reloader:v0.85.0',
    grafana: '12.0.1',
    jaeger: 'all-in-one:1.70.0',
    kiali: 'v2.17',
  }),
  '1.29': row(6, ['1.31', '1.35'], since1_22, '1.4.1', 'default', sample('1.20.3'), {
    prometheus: 'v3.8.1',
    configReload: 'prometheus-config-reloader:v0.87.1',
    grafana: '12.0.1',
    jaeger: 'jaeger:2.14.0',
    kiali: 'v2.21',
  }),
  '1.30': row(3, ['1.32', '1.36'], since1_30, '1.5.1', 'default', sample('1.20.3'), {
    prometheus: 'v3.10.0',
    configReload: 'prometheus-config-reloader:v0.89.0',
    grafana: '12.0.1',
    jaeger: 'jaeger:2.14.0',
    kiali: 'v2.26',
  }),
  '1.31': row(0, ['1.32', '1.36'], since1_30, '1.6.0', 'default', sample('1.20.3'), {
    prometheus: 'v3.10.0',
    configReload: 'prometheus-config-reloader:v0.89.0',
    grafana: '12.0.1',
    jaeger: 'jaeger:2.17.0',
    kiali: 'v2.27',
  }),
} satisfies Record<string, ReleaseRow>;

/** A minor version of Istio that is described here. */
export type IstioVersion = keyof typeof istioReleases;

/** The newest release that is described from its final files; a later row is from a release candidate's. */
export const newestFinal = '1.30' satisfies IstioVersion;

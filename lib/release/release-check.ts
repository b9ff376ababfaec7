import { fault, within } from '../diagnostics/fault';
import { anyText, type Check, filledText, flag, isPlain, text } from '../values/check';
import { count } from '../values/count';
import { optional, shape } from '../values/shape';
import { type ApiVersions, apiVersions } from './api-versions';
import { IstioRelease } from './istio-release';
import type { AddonImages, BookinfoSample } from './release-row';

/** What the Bookinfo sample of a release runs. */
export const bookinfoSample = shape<BookinfoSample>({
  registry: filledText('a registry', "'docker.io/istio'"),
  tag: filledText('the tag of images', "'1.20.3'"),
  runAsUser: optional(count()),
  productpageMetrics: flag,
});

/** An add-on's image; its tag becomes a label. */
const image = text({
  holds: (reference) => /^[^\s:]*[^\s:/](:\d+\/[^\s:]*[^\s:/])?:v?\d+\.\d+([-\w.]{0,50}\w)?$/.test(reference),
  problem: "an add-on's image is tagged with its version",
  instead: "write for example 'docker.io/grafana/grafana:12.0.1'",
});

const addonImages = shape<AddonImages>({
  prometheus: image,
  configReload: image,
  grafana: image,
  jaeger: image,
  kiali: image,
});

const charts = shape<IstioRelease['charts']>({
  repository: filledText('where charts are', "'https://blob.istio.io/istio-release/charts'"),
  version: filledText('the version of charts', "'1.30.3'"),
});

/** One of the releases that are described here; its images may be others, as from a mirror. */
export const istioRelease: Check<IstioRelease> = (value: unknown) => {
  if (!isPlain(value) || value.kind !== 'istio-release') {
    return fault(
      'an Istio release is expected',
      value,
      "give IstioRelease.latest, or IstioRelease.of('1.30')",
    );
  }
  const { versions } = IstioRelease;
  return (
    within('patch', anyText(value.patch as string)) ??
    (versions.includes(value.version as (typeof versions)[number])
      ? undefined
      : within(
          'version',
          fault('no such release is described', value.version, `take one of ${versions.join(', ')}`),
        )) ??
    within('addons', addonImages(value.addons as AddonImages)) ??
    within('charts', charts(value.charts as IstioRelease['charts'])) ??
    within('bookinfo', bookinfoSample(value.bookinfo as BookinfoSample)) ??
    within('apiVersions', apiVersions(value.apiVersions as ApiVersions))
  );
};

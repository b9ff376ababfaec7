/**
 * Where the Istio project keeps the images of all releases, its own and Bookinfo's. Its former homes,
 * `registry.istio.io` and `gcr.io/istio-release`, are closed in December 2026, and charts and istioctl up to 1.30
 * would take their images from there unless they are told.
 *
 * @see https://github.com/istio/istio/issues/61467
 */
export const istioImages = 'docker.io/istio';

/**
 * Where the Istio project keeps the Helm charts of all releases. `oci://ghcr.io/istio/release/charts` has them too;
 * the former home, `istio-release.storage.googleapis.com`, is closed in December 2026.
 *
 * @see https://github.com/istio/istio/issues/61467
 */
export const istioCharts = 'https://blob.istio.io/istio-release/charts';

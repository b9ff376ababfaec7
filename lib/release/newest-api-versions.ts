/** The `apiVersion` that each Istio kind is written with when no release says otherwise: the newest. */
export const newestApiVersions = {
  AuthorizationPolicy: 'security.istio.io/v1',
  DestinationRule: 'networking.istio.io/v1',
  EnvoyFilter: 'networking.istio.io/v1alpha3',
  Gateway: 'networking.istio.io/v1',
  PeerAuthentication: 'security.istio.io/v1',
  ProxyConfig: 'networking.istio.io/v1beta1',
  RequestAuthentication: 'security.istio.io/v1',
  ServiceEntry: 'networking.istio.io/v1',
  Sidecar: 'networking.istio.io/v1',
  Telemetry: 'telemetry.istio.io/v1',
  TrafficExtension: 'extensions.istio.io/v1alpha1',
  VirtualService: 'networking.istio.io/v1',
  WasmPlugin: 'extensions.istio.io/v1alpha1',
  WorkloadEntry: 'networking.istio.io/v1',
  WorkloadGroup: 'networking.istio.io/v1',
} as const satisfies Record<string, `${string}/${string}`>;

/** A kind of Istio's configuration API. */
export type IstioKind = keyof typeof newestApiVersions;

/** The release whose versions these are, for those that are a release's own. */
const releases = new WeakMap<object, string>();

/** The versions as those of a release, which {@link releaseOfVersions} then knows. */
export function versionsOfRelease<Versions extends object>(release: string, versions: Versions): Versions {
  const own = { ...versions };
  releases.set(own, release);
  return own;
}

/** The release that versions are of; undefined for those that somebody has put together. */
export function releaseOfVersions(versions: object): string | undefined {
  return releases.get(versions);
}

import type { IConstruct } from 'constructs';
import { ConfigError } from '../diagnostics/error';

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

/** An `apiVersion` for each Istio kind that a release has. */
export type ApiVersions = Readonly<Partial<Record<IstioKind, string>>>;

const contextKey = 'cdk8s-istio/api-versions';

/** Which `apiVersion` the Istio kinds below a scope are written with, so that the cluster's Istio serves them. */
export const ApiVersions = {
  /** Sets the versions for all that is later built below `scope`, normally the app; see `IstioRelease`. */
  use(scope: IConstruct, versions: ApiVersions): void {
    scope.node.setContext(contextKey, versions);
  },

  /**
   * The version of one kind below `scope`.
   *
   * @throws ConfigError where the chosen release does not have the kind
   */
  of(scope: IConstruct, kind: IstioKind): string {
    const chosen = scope.node.tryGetContext(contextKey) as ApiVersions | undefined;
    const version = (chosen ?? newestApiVersions)[kind];
    if (version !== undefined) return version;
    throw new ConfigError({
      at: scope.node.path,
      problem: 'the chosen Istio release does not have this kind',
      got: kind,
      instead: 'choose a newer release or leave it out',
    });
  },
};

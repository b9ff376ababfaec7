import type { MeshSettings } from '../istio/references/mesh-settings';
import type { IstioRelease } from '../release/istio-release';
import type { ChartValues, OperatorValues } from './chart-values';
import type { ComputeResources } from './compute-resources';
import type { GatewayOptions } from './gateway-installation';
import type { MeshConfig } from './mesh-config';
import type { Table } from './overlay';
import type { Profile } from './profile';
import type { Replicas } from './replicas';
import type { GatewayValues } from './values/gateway';
import type { StringMap } from './values/value-types';

/** Where the images of Istio come from, and which. */
export interface Images {
  /** The registry and folder, such as those of a mirror. @default 'docker.io/istio' */
  readonly hub?: `${string}/${string}`;
  /** @default - that of the `istioctl` or the charts that install */
  readonly tag?: string;
  /** Images without a shell, or with debugging tools. @default - the release's own */
  readonly variant?: 'distroless' | 'debug';
}

/** A kind of cluster that Istio needs to be told of. */
export type Platform = 'gke' | 'k3d' | 'k3s' | 'microk8s' | 'minikube' | 'openshift';

/** Settings of istiod. */
export interface ControlPlane {
  /** @default - the profile's */
  readonly resources?: ComputeResources;
  /** @default - one with `demo`, else 1 to 5 by an autoscaler */
  readonly replicas?: Replicas;
}

/** What is installed, whichever way. What is left out stays as the profile has it. */
export interface InstallationOptions<P extends Profile, Gateways> {
  readonly release: IstioRelease;
  /** @default 'default' */
  readonly profile?: P;
  /** The name of this control plane where several run side by side. @default - the only one */
  readonly revision?: string;
  /** @default - those of the release at Docker Hub */
  readonly images?: Images;
  /** @default - any other; the profiles for OpenShift name theirs */
  readonly platform?: Platform;
  readonly gateways?: Gateways;
  /** @default - the profile's */
  readonly mesh?: MeshConfig;
  /**
   * What the mesh is called; that of the apps whose objects it takes: `MeshSettings.use(app, …)`.
   * @default - Istio's own
   */
  readonly settings?: Partial<MeshSettings>;
  /** The share of requests that are traced where nothing else says so, in percent. @default 1, with `demo` 100 */
  readonly traceSampling?: number;
  /** What each sidecar is given. @default - the profile's: 10m and 40Mi with `demo`, else 100m and 128Mi */
  readonly proxyResources?: ComputeResources;
  readonly controlPlane?: ControlPlane;
}

/** The gateways of an installation by name, instead of the profile's. */
export interface Gateways<I extends string, E extends string, Settings> {
  /** @default - `istio-ingressgateway` where the profile has it */
  readonly ingress?: Readonly<Record<I, Settings>>;
  /** @default - `istio-egressgateway` where the profile has it */
  readonly egress?: Readonly<Record<E, Settings>>;
}

/** Settings of a gateway that istioctl installs. */
export interface IstioctlGateway extends GatewayOptions {
  /** Further `k8s` settings of the component, laid over the rest; ports have a place of their own. */
  readonly k8s?: Table & { readonly service?: Table & { readonly ports?: never } };
}

/** Settings of a gateway that Helm installs. */
export interface HelmGateway extends GatewayOptions {
  /** Further values of the chart, laid over the rest. */
  readonly values?: FurtherGatewayValues;
}

/** Values of the chart without those that would change what a Gateway refers to: name, labels, ports. */
export interface FurtherGatewayValues
  extends Omit<GatewayValues, 'labels' | 'name' | 'networkGateway' | 'networkGatewayPorts' | 'service'> {
  readonly labels?: StringMap & { readonly app?: never; readonly istio?: never };
  readonly service?: Omit<NonNullable<GatewayValues['service']>, 'ports'>;
}

/** An installation by istioctl. */
export interface IstioctlOptions<P extends Profile, I extends string, E extends string>
  extends InstallationOptions<P, Gateways<I, E, IstioctlGateway>> {
  /** Further values of the charts, laid over the rest. */
  readonly values?: OperatorValues;
  /** Further fields of the IstioOperator's `spec`, laid over everything else. */
  readonly operator?: Table;
}

/** An installation by Helm. */
export interface HelmOptions<P extends Profile, I extends string, E extends string>
  extends InstallationOptions<P, Gateways<I, E, HelmGateway>> {
  /** Further values of the charts, laid over the rest. */
  readonly values?: ChartValues;
}

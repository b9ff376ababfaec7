import type { MeshSettings } from '../istio/references/mesh-settings';
import type { ChartValues, OperatorValues } from './chart-values';
import type { InstalledEgress, InstalledIngress } from './gateway-installation';
import type { InstallationOptions } from './installation-options';
import type { Table } from './overlay';
import type { Profile } from './profile';

interface Installation<I extends string, E extends string>
  extends Omit<InstallationOptions<Profile, never>, 'gateways' | 'profile' | 'settings'> {
  readonly profile: Profile;
  /** What the mesh is called. */
  readonly settings: MeshSettings;
  /** The ingress gateways by name: what a Gateway takes as its `ingress`. */
  readonly ingress: Readonly<Record<I, InstalledIngress>>;
  /** The egress gateways by name. */
  readonly egress: Readonly<Record<E, InstalledEgress>>;
}

/** An installation that `istioctl install -f` makes from an IstioOperator file. */
export interface IstioctlInstallation<I extends string = string, E extends string = string>
  extends Installation<I, E> {
  readonly kind: 'istioctl';
  readonly values?: OperatorValues;
  readonly operator?: Table;
}

/** An installation that `helm install` or Argo CD makes from Istio's charts. */
export interface HelmInstallation<I extends string = string, E extends string = string>
  extends Installation<I, E> {
  readonly kind: 'helm';
  readonly values?: ChartValues;
}

import { ConfigError } from '../diagnostics/error';
import { MeshSettings } from '../istio/references/mesh-settings';
import { checkPercent } from '../values/percent';
import type { ChartValues, OperatorValues } from './chart-values';
import { checkResources } from './compute-resources';
import {
  type GatewayOptions,
  type InstalledEgress,
  type InstalledIngress,
  installedEgress,
  installedIngress,
} from './gateway-installation';
import type { Gateways, HelmOptions, InstallationOptions, IstioctlOptions } from './installation-options';
import { checkMeshConfig } from './mesh-config';
import type { Table } from './overlay';
import {
  checkChartProfile,
  checkProfile,
  type Profile,
  type ProfileEgress,
  type ProfileIngress,
  profiles,
} from './profile';
import { checkReplicas, checkScaledAlike } from './replicas';

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

/**
 * How Istio is installed. Its gateways are what Gateways refer to, so that labels and ports can't disagree with it.
 *
 * @see https://istio.io/latest/docs/setup/install/
 */
export type MeshInstallation<I extends string = string, E extends string = string> =
  | IstioctlInstallation<I, E>
  | HelmInstallation<I, E>;

export const MeshInstallation = {
  /**
   * Installed by `istioctl install -f` with the file that `istioOperator` makes.
   *
   * @throws ConfigError where a setting can't be, the profile is none of the release, or gateways overlap
   */
  istioctl<
    const P extends Profile = 'default',
    const I extends string = ProfileIngress<P>,
    const E extends string = ProfileEgress<P>,
  >(options: IstioctlOptions<P, I, E>): IstioctlInstallation<I, E> {
    const { gateways, profile = 'default', ...rest } = options;
    check(options);
    const settings = MeshSettings.over(options.settings);
    const { ingress, egress } = gatewaysOf(profile, gateways);
    const place = { origin: 'istioctl', profile, settings } as const;
    const installation: IstioctlInstallation<I, E> = {
      kind: 'istioctl',
      ...rest,
      profile,
      settings,
      ingress: each(ingress, (name, { k8s, ...chosen }) => installedIngress(place, name, chosen, k8s)),
      egress: each(egress, (name, { k8s, ...chosen }) => installedEgress(place, name, chosen, k8s)),
    };
    checkScaledAlike(Object.values<InstalledIngress>(installation.ingress), 'ingress');
    checkScaledAlike(Object.values<InstalledEgress>(installation.egress), 'egress');
    return installation;
  },

  /**
   * Installed by Helm with the values that `helmReleases` makes.
   *
   * @throws ConfigError where a setting can't be, the profile is none of the release, or gateways overlap
   */
  helm<
    const P extends Profile = 'default',
    const I extends string = ProfileIngress<P>,
    const E extends string = ProfileEgress<P>,
  >(options: HelmOptions<P, I, E>): HelmInstallation<I, E> {
    const { gateways, profile = 'default', ...rest } = options;
    check(options);
    const settings = MeshSettings.over(options.settings);
    const { ingress, egress } = gatewaysOf(profile, gateways);
    checkChartProfile(profile, options.release);
    const place = { origin: 'helm', profile, settings } as const;
    return {
      kind: 'helm',
      ...rest,
      profile,
      settings,
      ingress: each(ingress, (name, { values, ...chosen }) => installedIngress(place, name, chosen, values)),
      egress: each(egress, (name, { values, ...chosen }) => installedEgress(place, name, chosen, values)),
    };
  },
};

function each<Name extends string, Settings, Result>(
  gateways: Readonly<Record<Name, Settings>>,
  make: (name: string, settings: Settings) => Result,
): Readonly<Record<Name, Result>> {
  const entries = Object.entries<Settings>(gateways).map(([name, settings]) => [name, make(name, settings)]);
  return Object.fromEntries(entries);
}

/** The gateways that were asked for, else the profile's, whose names the caller's types tell. */
function gatewaysOf<I extends string, E extends string, Settings extends GatewayOptions>(
  profile: Profile,
  gateways: Gateways<I, E, Settings> = {},
): Required<Gateways<I, E, Settings>> {
  const { ingress, egress } = profiles[profile];
  const both = {
    ingress: gateways.ingress ?? (ingress ? { 'istio-ingressgateway': {} } : {}),
    egress: gateways.egress ?? (egress ? { 'istio-egressgateway': {} } : {}),
  } as Required<Gateways<I, E, Settings>>;
  const names = [...Object.keys(both.ingress), ...Object.keys(both.egress)];
  const label = (name: string): string => name.replace(/^istio-/, '');
  const twice = names.find((name, index) => names.findIndex((other) => label(other) === label(name)) < index);
  if (twice !== undefined) {
    throw new ConfigError({
      at: `gateway '${twice}'`,
      problem: "another gateway's pods have the same label, so that a Gateway would configure both",
      got: `istio: ${label(twice)}`,
      instead: "choose names that differ in more than a leading 'istio-'",
    });
  }
  return both;
}

function check(options: InstallationOptions<Profile, unknown>): void {
  const { release, profile = 'default', revision, mesh, traceSampling, controlPlane } = options;
  checkProfile(profile, release);
  if (mesh) checkMeshConfig(mesh);
  if (traceSampling !== undefined) checkPercent(traceSampling, 'the share of requests that are traced');
  if (revision !== undefined && !/^[a-z0-9]([-a-z0-9]{0,54}[a-z0-9])?$/.test(revision)) {
    throw new ConfigError({
      problem: 'a revision becomes a part of names, so that it is of lower-case letters, digits and dashes',
      got: revision,
      instead: `write for example '${release.patch.replaceAll('.', '-')}'`,
    });
  }
  checkResources(options.proxyResources, 'the sidecars');
  checkResources(controlPlane?.resources, 'istiod');
  checkReplicas(controlPlane?.replicas, 'istiod');
}

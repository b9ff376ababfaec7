import { MeshSettings } from '../istio/references/mesh-settings';
import { type Check, every } from '../values/check';
import { checkedCall } from '../values/checked-call';
import { type GatewayOptions, installedEgress, installedIngress } from './gateway-installation';
import type { HelmInstallation, IstioctlInstallation } from './installation';
import type { Gateways, HelmOptions, IstioctlOptions } from './installation-options';
import { gatewayNames, helmOptions, istioctlOptions } from './installation-shapes';
import type { Profile, ProfileEgress, ProfileIngress } from './profile';
import { scaledAlike } from './replicas';

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
    const {
      gateways,
      profile = 'default',
      ...rest
    } = checkedCall('MeshInstallation.istioctl', istioctlOptions as Check<object>, options);
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
    return checkedCall('MeshInstallation.istioctl', allScaledAlike, installation);
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
    const {
      gateways,
      profile = 'default',
      ...rest
    } = checkedCall('MeshInstallation.helm', helmOptions as Check<object>, options);
    const settings = MeshSettings.over(options.settings);
    const { ingress, egress } = gatewaysOf(profile, gateways);
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
  const names = gatewayNames(profile, gateways);
  const settingsOf = (role: readonly string[], chosen: Readonly<Record<string, Settings>> = {}) =>
    Object.fromEntries(role.map((name) => [name, chosen[name] ?? {}]));
  return {
    ingress: settingsOf(names.ingress, gateways.ingress),
    egress: settingsOf(names.egress, gateways.egress),
  } as Required<Gateways<I, E, Settings>>;
}

const allScaledAlike: Check<IstioctlInstallation> = every(
  ({ ingress }) => scaledAlike(Object.values(ingress), 'ingress'),
  ({ egress }) => scaledAlike(Object.values(egress), 'egress'),
);

import { istioMesh } from '../istio/references/mesh-settings';
import { istioImages } from '../release/istio-downloads';
import { checkedCall } from '../values/checked-call';
import { defined } from '../values/defined';
import { gatewayChartValues, platformOf } from './gateway-chart';
import type { HelmInstallation } from './installation';
import { helmInstallation } from './installation-shapes';
import { istiodChartValues } from './istiod-chart';
import { meshNames } from './mesh-names';
import { overlay, type Table, unlessEmpty } from './overlay';
import { isAtLeast, profiles } from './profile';
import type { BaseValues } from './values/base';
import type { CniValues } from './values/cni';
import type { GatewayValues } from './values/gateway';
import type { IstiodValues } from './values/istiod';
import type { ZtunnelValues } from './values/ztunnel';

/** A chart of Istio and its values. */
export type ChartWithValues =
  | { readonly chart: 'base'; readonly values: BaseValues }
  // Before 1.22 what is about istiod alone lies below `pilot`.
  | { readonly chart: 'istiod'; readonly values: IstiodValues | Table }
  | { readonly chart: 'cni'; readonly values: CniValues }
  | { readonly chart: 'ztunnel'; readonly values: ZtunnelValues }
  | { readonly chart: 'gateway'; readonly values: GatewayValues };

/** One `helm install`: for Helm itself or for an Argo CD Application. */
export type HelmRelease = ChartWithValues & {
  readonly kind: 'helm-release';
  /** The name of the release; a gateway's becomes the name and the label of its objects. */
  readonly name: string;
  readonly namespace: string;
  /** Where the chart is, for `--repo` or an Application's `repoURL`. */
  readonly repository: string;
  readonly version: string;
};

/**
 * What Helm installs, in the order it is to be done: what the cluster must know first, then the control plane, what
 * runs on every node, and the gateways.
 *
 * @throws ConfigError for what is no installation by Helm
 */
export function helmReleases(installation: HelmInstallation): readonly HelmRelease[] {
  checkedCall('helmReleases', helmInstallation, installation);
  const { controlPlane, cni, ztunnel, nodeNamespace } = profiles[installation.profile];
  const { repository, version } = installation.release.charts;
  const { rootNamespace } = installation.settings;
  // The profile's own name for it, where what runs on every node lies beside istiod.
  const nodes = nodeNamespace === istioMesh.rootNamespace ? rootNamespace : nodeNamespace;
  const release = (name: string, namespace: string, chart: ChartWithValues): HelmRelease => ({
    kind: 'helm-release',
    name,
    namespace,
    repository,
    version,
    ...chart,
  });
  const suffix = installation.revision === undefined ? '' : `-${installation.revision}`;
  const gateways = [...Object.values(installation.ingress), ...Object.values(installation.egress)];
  return [
    ...(controlPlane
      ? [
          release('istio-base', rootNamespace, { chart: 'base', values: base(installation) }),
          release(`istiod${suffix}`, rootNamespace, {
            chart: 'istiod',
            values: istiodChartValues(installation),
          }),
        ]
      : []),
    ...(cni ? [release('istio-cni', nodes, { chart: 'cni', values: cniValues(installation) })] : []),
    ...(ztunnel
      ? [release('ztunnel', nodes, { chart: 'ztunnel', values: ztunnelValues(installation) })]
      : []),
    ...gateways.map((gateway) =>
      release(gateway.service, gateway.namespace, {
        chart: 'gateway',
        values: gatewayChartValues(installation, gateway),
      }),
    ),
  ];
}

function base(installation: HelmInstallation): BaseValues {
  const values = defined<BaseValues>({
    profile: chartProfile(installation),
    // Whose webhook checks objects that belong to no revision; istioctl takes the one it installs.
    defaultRevision: installation.revision ?? 'default',
    global: unlessEmpty({ istioNamespace: meshNames(installation.settings).istioNamespace }),
  });
  return overlay(values, installation.values?.base);
}

function cniValues(installation: HelmInstallation): CniValues {
  const { images, revision } = installation;
  const values = defined<CniValues>({
    profile: chartProfile(installation),
    revision,
    global: defined<NonNullable<CniValues['global']>>({
      hub: images?.hub ?? istioImages,
      tag: images?.tag,
      variant: images?.variant,
      platform: platformOf(installation),
    }),
  });
  return overlay(values, installation.values?.cni);
}

function ztunnelValues(installation: HelmInstallation): ZtunnelValues {
  const { images, revision } = installation;
  const platform = platformOf(installation);
  const values = defined<ZtunnelValues>({
    profile: chartProfile(installation),
    revision,
    hub: images?.hub ?? istioImages,
    tag: images?.tag,
    variant: images?.variant,
    istioNamespace: meshNames(installation.settings).istioNamespace,
    global: platform === undefined ? undefined : { platform },
  });
  return overlay(values, installation.values?.ztunnel);
}

/** Charts before 1.22 know no profiles. */
function chartProfile({ profile, release }: HelmInstallation): string | undefined {
  return isAtLeast(release, '1.22') ? profiles[profile].chartProfile : undefined;
}

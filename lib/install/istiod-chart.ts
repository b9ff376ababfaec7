import { istioImages } from '../release/istio-downloads';
import { defined } from '../values/defined';
import { belowPilot } from './chart-values';
import { platformOf } from './gateway-chart';
import type { HelmInstallation } from './installation';
import { renderMeshConfig } from './mesh-config';
import { meshNames } from './mesh-names';
import { overlay, type Table, unlessEmpty } from './overlay';
import { isAtLeast, profiles } from './profile';
import { controlPlaneReplicas } from './replicas';
import type { IstiodValues } from './values/istiod';

/** The settings of the demo profile for charts that don't know profiles yet; its providers are not among them. */
const demoWithoutProfiles: IstiodValues = {
  autoscaleEnabled: false,
  traceSampling: 100,
  resources: { requests: { cpu: '10m', memory: '100Mi' } },
  global: { proxy: { resources: { requests: { cpu: '10m', memory: '40Mi' } } } },
  meshConfig: { accessLogFile: '/dev/stdout' },
};

/**
 * Values of the `istiod` chart: the profile, which the chart knows by name from 1.22 on, and of the rest only what was
 * chosen. Before 1.22 the demo profile is written out. What is about istiod alone lies below `pilot`: older charts know
 * no other place, and newer ones let the profile's own `pilot` win over what lies at the top.
 */
export function istiodChartValues(installation: HelmInstallation): Table {
  const { images, revision, profile, release, settings } = installation;
  const { trustDomain, clusterDomain, istioNamespace } = meshNames(settings);
  const { chartProfile, cni } = profiles[profile];
  const knowsProfiles = isAtLeast(release, '1.22');
  const chosen = defined<IstiodValues>({
    profile: knowsProfiles ? chartProfile : undefined,
    revision,
    // istioctl tells istiod of the CNI agent because it installs both; Helm's charts don't know of each other.
    cni: cni ? { enabled: true } : undefined,
    ...controlPlaneReplicas(installation.controlPlane?.replicas),
    resources: installation.controlPlane?.resources,
    traceSampling: installation.traceSampling,
    global: defined<NonNullable<IstiodValues['global']>>({
      hub: images?.hub ?? istioImages,
      tag: images?.tag,
      variant: images?.variant,
      platform: platformOf(installation),
      istioNamespace,
      proxy: unlessEmpty({ clusterDomain, resources: installation.proxyResources }),
    }),
    meshConfig: unlessEmpty(defined<Table>({ trustDomain, ...renderMeshConfig(installation.mesh ?? {}) })),
  });
  const values = overlay(chosen, installation.values?.istiod);
  return belowPilot(knowsProfiles || profile !== 'demo' ? values : overlay(demoWithoutProfiles, values));
}

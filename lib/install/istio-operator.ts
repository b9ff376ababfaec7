import { istioImages } from '../release/istio-downloads';
import { checkedCall } from '../values/checked-call';
import { defined } from '../values/defined';
import { belowPilot } from './chart-values';
import type { IstioctlInstallation } from './installation';
import { istioctlInstallation } from './installation-shapes';
import { renderMeshConfig } from './mesh-config';
import { meshNames } from './mesh-names';
import { operatorGateways } from './operator-gateways';
import { overlay, type Table, unlessEmpty } from './overlay';
import { isAtLeast, profiles } from './profile';
import { controlPlaneReplicas } from './replicas';

/**
 * What `istioctl install -f` reads. It is an input of istioctl and no object for `kubectl apply`: nothing in a
 * cluster acts on it.
 *
 * @see https://istio.io/latest/docs/reference/config/istio.operator.v1alpha1/
 */
export interface IstioOperator {
  readonly apiVersion: 'install.istio.io/v1alpha1';
  readonly kind: 'IstioOperator';
  readonly spec: Table;
}

/**
 * Writes an installation for istioctl: the profile, and of the rest only what was chosen.
 *
 * @throws ConfigError for what is no installation by istioctl
 */
export function istioOperator(installation: IstioctlInstallation): IstioOperator {
  checkedCall('istioOperator', istioctlInstallation, installation);
  const { profile, images, revision, mesh, operator, settings } = installation;
  const { trustDomain, istioNamespace } = meshNames(settings);
  const chosen = defined<Table>({
    profile,
    hub: images?.hub,
    tag: images?.tag,
    revision,
    namespace: istioNamespace,
    meshConfig: unlessEmpty(defined<Table>({ trustDomain, ...renderMeshConfig(mesh ?? {}) })),
    components: components(installation),
    values: unlessEmpty(overlay(values(installation), furtherValues(installation))),
  });
  const spec = withHub(overlay(chosen, operator));
  return { apiVersion: 'install.istio.io/v1alpha1', kind: 'IstioOperator', spec };
}

/** istioctl lets `hub`, which each profile has, win over the value of the charts. */
function withHub({ profile, hub, ...spec }: Table): Table {
  const { global } = (spec.values ?? {}) as { readonly global?: { readonly hub?: string } };
  return { profile, hub: hub ?? global?.hub ?? istioImages, ...spec };
}

function components(installation: IstioctlInstallation): Table | undefined {
  const { ingress, egress } = profiles[installation.profile];
  const k8s = unlessEmpty<Table>({
    resources: installation.controlPlane?.resources,
    env: tracedByEnvironment(installation)
      ? [{ name: 'PILOT_TRACE_SAMPLING', value: String(installation.traceSampling) }]
      : undefined,
  });
  return unlessEmpty<Table>({
    pilot: k8s && { k8s },
    ingressGateways: operatorGateways('istio-ingressgateway', ingress, installation.ingress).components,
    egressGateways: operatorGateways('istio-egressgateway', egress, installation.egress).components,
  });
}

/** The demo profile of releases before 1.24 sets this variable, which beats the value. */
function tracedByEnvironment({ traceSampling, release }: IstioctlInstallation): boolean {
  return traceSampling !== undefined && !isAtLeast(release, '1.24');
}

function values(installation: IstioctlInstallation): Table {
  const { platform, images, proxyResources, traceSampling, settings } = installation;
  const { clusterDomain, istioNamespace } = meshNames(settings);
  return defined<Table>({
    global: unlessEmpty<Table>({
      platform,
      variant: images?.variant,
      istioNamespace,
      proxy: unlessEmpty<Table>({ clusterDomain, resources: proxyResources }),
    }),
    pilot: unlessEmpty<Table>({
      traceSampling: tracedByEnvironment(installation) ? undefined : traceSampling,
      ...controlPlaneReplicas(installation.controlPlane?.replicas),
    }),
    gateways: unlessEmpty<Table>({
      'istio-ingressgateway': operatorGateways('istio-ingressgateway', true, installation.ingress).values,
      'istio-egressgateway': operatorGateways('istio-egressgateway', true, installation.egress).values,
    }),
  });
}

function furtherValues({ values: further = {} }: IstioctlInstallation): Table {
  const { base, istiod, cni, ztunnel } = further;
  return defined<Table>({ ...overlay(base ?? {}, belowPilot(istiod ?? {})), cni, ztunnel });
}

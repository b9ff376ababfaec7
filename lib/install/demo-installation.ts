import { MeshSettings, someMeshSettings } from '../istio/references/mesh-settings';
import type { IstioRelease, IstioVersion } from '../release/istio-release';
import { istioRelease } from '../release/release-check';
import { checkedCall } from '../values/checked-call';
import { optional, shape } from '../values/shape';
import { AccessLog } from './access-log';
import { demoProvidersOf } from './demo-providers';
import { type Ingress, ingress as ingressCheck } from './gateway-api-ingress';
import type { HelmInstallation, IstioctlInstallation } from './installation';
import type { Images, InstallationOptions } from './installation-options';
import { images as imagesCheck } from './installation-shapes';
import type { MeshConfig } from './mesh-config';
import { MeshInstallation } from './mesh-installation';
import { isAtLeast } from './profile';

/** The guide's installation, as each way makes it. */
export interface DemoInstallation<
  Name extends string = 'istio-ingressgateway',
  Egress extends string = 'istio-egressgateway',
> {
  readonly istioctl: IstioctlInstallation<Name, Egress>;
  readonly helm: HelmInstallation<Name, Egress>;
  /** By what the guide is opened: the gateway of the one or the other, else what was asked for. */
  readonly ingress: Ingress;
}

/**
 * Releases whose proxies send no traces unasked any more, and whose demo profile does not know Jaeger yet.
 *
 * @see https://istio.io/latest/news/releases/1.22.x/announcing-1.22/upgrade-notes/
 */
const withoutJaeger: readonly IstioVersion[] = ['1.22', '1.23', '1.24'];

const demoOptions = shape<{
  readonly release: IstioRelease;
  readonly ingress?: Ingress | undefined;
  readonly images?: Images | undefined;
  readonly settings?: Partial<MeshSettings> | undefined;
}>({
  release: istioRelease,
  ingress: optional(ingressCheck),
  images: optional(imagesCheck),
  settings: optional(someMeshSettings),
});

/**
 * What the guide installs: the demo profile of a release, with its ingress and its egress gateway; or, where istiod makes
 * the ingress gateway, the minimal profile with what the demo profile sets beside its gateways.
 *
 * @param ingress what the guide is opened by. A gateway that Helm installs under another name than istioctl's takes
 * the place of the profile's, for Helm (default: the profile's own, which both ways make alike)
 * @param images where Istio's images are (default: at Docker Hub)
 * @param settings what the mesh is called (default: Istio's own)
 */
export function demoInstallation(release: IstioRelease): DemoInstallation;
export function demoInstallation(
  release: IstioRelease,
  ingress: Ingress,
  images?: Images,
  settings?: Partial<MeshSettings>,
): DemoInstallation<string, string>;
export function demoInstallation(
  release: IstioRelease,
  ingress?: Ingress,
  images?: Images,
  settings?: Partial<MeshSettings>,
): DemoInstallation<string, string> {
  checkedCall('demoInstallation', demoOptions, { release, ingress, images, settings });
  const common = {
    release,
    ...(images !== undefined && { images }),
    ...(settings !== undefined && { settings }),
  };
  const providers = () => demoProvidersOf(MeshSettings.over(settings));
  if (ingress?.kind === 'gateway-api-ingress') {
    const mesh: MeshConfig = {
      accessLog: AccessLog.text(),
      ...(isAtLeast(release, '1.22') && { providers: providers() }),
    };
    const options = { ...common, ...demoWithoutGateways, mesh };
    return { istioctl: MeshInstallation.istioctl(options), helm: MeshInstallation.helm(options), ingress };
  }
  const options = {
    ...common,
    profile: 'demo',
    ...(withoutJaeger.includes(release.version) && { mesh: { providers: providers() } }),
  } as const satisfies InstallationOptions<'demo', never>;
  const istioctl = MeshInstallation.istioctl(options);
  const [first, ...others] = ingress?.ports ?? [];
  if (ingress?.origin !== 'helm' || first === undefined) {
    const own = istioctl.ingress['istio-ingressgateway'];
    const isOther = ingress?.origin === 'labelled';
    return { istioctl, helm: MeshInstallation.helm(options), ingress: isOther ? ingress : own };
  }
  const { service, namespace } = ingress;
  const gateways = { ingress: { [service]: { namespace, ports: [first, ...others] } } } as const;
  const helm = MeshInstallation.helm({ ...options, gateways });
  return { istioctl, helm, ingress: helm.ingress[service] as Ingress };
}

/** What the demo profile sets of the control plane and the sidecars, for the profile that has no gateways. */
const demoWithoutGateways = {
  profile: 'minimal',
  traceSampling: 100,
  controlPlane: { replicas: 1, resources: { requests: { cpu: '10m', memory: '100Mi' } } },
  proxyResources: { requests: { cpu: '10m', memory: '40Mi' } },
} as const satisfies Partial<InstallationOptions<'minimal', never>>;

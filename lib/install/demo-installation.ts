import { MeshSettings } from '../istio/references/mesh-settings';
import type { IstioRelease, IstioVersion } from '../release/istio-release';
import { demoProvidersOf } from './demo-providers';
import type { IngressGateway } from './ingress-gateway';
import type { Images, InstallationOptions } from './installation-options';
import { type HelmInstallation, type IstioctlInstallation, MeshInstallation } from './mesh-installation';

/** The guide's installation, as each way makes it. */
export interface DemoInstallation<Ingress extends string = 'istio-ingressgateway'> {
  readonly istioctl: IstioctlInstallation<'istio-ingressgateway', 'istio-egressgateway'>;
  readonly helm: HelmInstallation<Ingress, 'istio-egressgateway'>;
  /** What the guide's Gateway refers to: the gateway of the one or the other, else what was asked for. */
  readonly ingress: IngressGateway;
}

/**
 * Releases whose proxies send no traces unasked any more, and whose demo profile does not know Jaeger yet.
 *
 * @see https://istio.io/latest/news/releases/1.22.x/announcing-1.22/upgrade-notes/
 */
const withoutJaeger: readonly IstioVersion[] = ['1.22', '1.23', '1.24'];

/**
 * What the guide installs: the demo profile of a release, with its ingress and its egress gateway.
 *
 * @param ingress what the guide's Gateway refers to. One that Helm installs under another name than istioctl's takes
 * the place of the profile's, for Helm (default: the profile's own, which both ways make alike)
 * @param images where Istio's images are (default: at Docker Hub)
 * @param settings what the mesh is called (default: Istio's own)
 */
export function demoInstallation(release: IstioRelease): DemoInstallation;
export function demoInstallation(
  release: IstioRelease,
  ingress: IngressGateway,
  images?: Images,
  settings?: Partial<MeshSettings>,
): DemoInstallation<string>;
export function demoInstallation(
  release: IstioRelease,
  ingress?: IngressGateway,
  images?: Images,
  settings?: Partial<MeshSettings>,
): DemoInstallation<string> {
  const options = {
    release,
    profile: 'demo',
    ...(images !== undefined && { images }),
    ...(settings !== undefined && { settings }),
    ...(withoutJaeger.includes(release.version) && {
      mesh: { providers: demoProvidersOf(MeshSettings.over(settings)) },
    }),
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
  return { istioctl, helm, ingress: helm.ingress[service] as IngressGateway };
}

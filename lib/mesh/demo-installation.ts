import type { InstallationOptions } from './installation-options';
import type { IstioRelease } from './istio-release';
import { type HelmInstallation, type IstioctlInstallation, MeshInstallation } from './mesh-installation';

/** The guide's installation, as each way makes it. */
export interface DemoInstallation {
  readonly istioctl: IstioctlInstallation<'istio-ingressgateway', 'istio-egressgateway'>;
  readonly helm: HelmInstallation<'istio-ingressgateway', 'istio-egressgateway'>;
}

/** What the guide installs: the demo profile of a release, with its ingress and its egress gateway. */
export function demoInstallation(release: IstioRelease): DemoInstallation {
  const options = { release, profile: 'demo' } as const satisfies InstallationOptions<'demo', never>;
  return { istioctl: MeshInstallation.istioctl(options), helm: MeshInstallation.helm(options) };
}

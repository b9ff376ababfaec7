import type { IngressGateway } from '../mesh/ingress-gateway';
import { type HelmInstallation, MeshInstallation } from '../mesh/mesh-installation';

/**
 * The installation with the ingress gateway that Gateways refer to. Where it has that one already nothing changes; else
 * the `gateway` chart installs it under its own name, instead of the profile's.
 */
export function withIngress(installation: HelmInstallation, wanted: IngressGateway): HelmInstallation {
  const { kind: _, ingress, egress, ...options } = installation;
  const has = Object.values(ingress).some(
    ({ namespace, labels }) => namespace === wanted.namespace && labels.istio === wanted.labels.istio,
  );
  const [first, ...others] = wanted.ports;
  if (has || wanted.origin !== 'helm' || first === undefined) return installation;
  return MeshInstallation.helm({
    ...options,
    gateways: {
      ingress: { [wanted.service]: { namespace: wanted.namespace, ports: [first, ...others] } },
      egress: Object.fromEntries(Object.entries(egress).map(([name, { chosen }]) => [name, chosen])),
    },
  });
}

import { type Fault, fault } from '../diagnostics/fault';
import { type ObjectPlace, type ResourceKind, resourceKind } from '../istio/resource';
import { AlphaGatewayApi } from '../release/alpha-gateway-api';
import { alphaVariable } from '../release/alpha-until';
import { ApiVersions } from '../release/api-versions';
import { type GatewayApiKind, gatewayApiVersion } from '../release/gateway-api-kinds';

/**
 * Describes a kind of the Gateway API for `IstioResource`: written at the version whose CRDs go with the chosen Istio
 * release, and refused for one that does not take it.
 */
export function gatewayApiKind<Props, Spec extends object>(kind: ResourceKind<Props, Spec>) {
  const name = kind.generated.GVK.kind as GatewayApiKind;
  const versionAt = ({ construct }: ObjectPlace) => gatewayApiVersion(name, ApiVersions.releaseOf(construct));
  return resourceKind<Props, Spec>({
    ...kind,
    apiVersion: (place) => {
      const version = versionAt(place);
      return 'apiVersion' in version ? version.apiVersion : kind.generated.GVK.apiVersion;
    },
    rule: (props, place) =>
      laterFault(name, versionAt(place), place) ?? alphaFault(name, place) ?? kind.rule?.(props, place),
  });
}

/** Refuses what istiod of the chosen release takes only where it is installed so. */
export function alphaFault(part: string, { construct }: ObjectPlace, what = `a ${part}`): Fault | undefined {
  const since = AlphaGatewayApi.awaited(construct, part);
  if (since === undefined) return undefined;
  return fault(
    `istiod ${ApiVersions.releaseOf(construct)} takes ${what} only with ${alphaVariable}=true, from ${since} on without`,
    part,
    `choose Istio ${since} or newer (ISTIO_RELEASE=${since}), or install istiod so and say AlphaGatewayApi.use(app)`,
  );
}

function laterFault(
  kind: string,
  version: ReturnType<typeof gatewayApiVersion>,
  { construct }: ObjectPlace,
): Fault | undefined {
  if (!('since' in version)) return undefined;
  const { since } = version;
  return fault(
    `a kind that Istio takes from ${since} on, the app is written for ${ApiVersions.releaseOf(construct)}`,
    kind,
    `choose Istio ${since} or newer (ISTIO_RELEASE=${since}), or leave it out`,
  );
}

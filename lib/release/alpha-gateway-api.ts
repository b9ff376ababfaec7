import type { IConstruct } from 'constructs';
import { aConstruct } from '../values/a-construct';
import { checkedCall } from '../values/checked-call';
import { ApiVersions } from './api-versions';

/** The variable of istiod that turns on what Istio calls alpha of the Gateway API. */
export const alphaVariable = 'PILOT_ENABLE_ALPHA_GATEWAY_API';

/** The first and the last minor version of Istio that takes a kind of route, or a protocol of listeners, with the variable only. */
const alpha = {
  TLSRoute: [18, 29],
  TCPRoute: [18, 30],
  TLS: [25, 29],
  TCP: [25, 30],
} as const;

/** The release from which on istiod takes a kind of route, or a protocol of listeners, by itself, where `release` does not. */
export function alphaUntil(part: string, release: string): string | undefined {
  if (!Object.hasOwn(alpha, part)) return undefined;
  const [first, last] = alpha[part as keyof typeof alpha];
  const minor = Number(release.split('.')[1]);
  return minor >= first && minor <= last ? `1.${last + 1}` : undefined;
}

const contextKey = 'cdk8s-istio/alpha-gateway-api';

export const AlphaGatewayApi = {
  /**
   * Says for all that is later built below `scope`, normally the app, that istiod is installed with
   * `PILOT_ENABLE_ALPHA_GATEWAY_API=true`: it takes TCPRoutes before 1.31 and TLSRoutes before 1.30 only so, and listeners
   * of their protocols.
   */
  use(scope: IConstruct): void {
    checkedCall('AlphaGatewayApi.use', aConstruct, scope);
    scope.node.setContext(contextKey, true);
  },

  /** Whether that was said. */
  isUsed(scope: IConstruct): boolean {
    return scope.node.tryGetContext(contextKey) === true;
  },

  /** The release that takes it by itself; `undefined` where the one that is chosen for `scope` does, or is said to. */
  awaited(scope: IConstruct, part: string): string | undefined {
    const release = ApiVersions.releaseOf(scope);
    if (release === undefined || AlphaGatewayApi.isUsed(scope)) return undefined;
    return alphaUntil(part, release);
  },
};

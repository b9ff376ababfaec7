import type { IConstruct } from 'constructs';
import { aConstruct } from '../values/a-construct';
import { checkedCall } from '../values/checked-call';
import { alphaUntil } from './alpha-until';
import { ApiVersions } from './api-versions';

const contextKey = 'cdk8s-istio/alpha-gateway-api';

/** Whether istiod takes the alpha parts of the Gateway API, as its release alone does not say. */
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
    checkedCall('AlphaGatewayApi.isUsed', aConstruct, scope);
    return scope.node.tryGetContext(contextKey) === true;
  },

  /** The release that takes it by itself; `undefined` where the one that is chosen for `scope` does, or is said to. */
  awaited(scope: IConstruct, part: string): string | undefined {
    checkedCall('AlphaGatewayApi.awaited', aConstruct, scope);
    const release = ApiVersions.releaseOf(scope);
    if (release === undefined || AlphaGatewayApi.isUsed(scope)) return undefined;
    return alphaUntil(part, release);
  },
};

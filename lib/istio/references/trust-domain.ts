import type { IConstruct } from 'constructs';
import { ConfigError } from '../../diagnostics/error';
import { isDnsLabel } from '../../values/dns-label';
import type { IServiceIdentity } from './workload';

const contextKey = 'cdk8s-istio/trust-domain';

/**
 * The trust domain of the mesh, which stands at the beginning of each workload's identity.
 *
 * @see https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/#MeshConfig-trust_domain
 */
export const TrustDomain = {
  /**
   * Sets it for all that is later built below `scope`, normally the app.
   *
   * @throws ConfigError for what is no DNS name
   */
  use(scope: IConstruct, domain: string): void {
    if (!domain.split('.').every(isDnsLabel)) {
      throw new ConfigError({
        problem: 'a trust domain is a DNS name',
        got: domain,
        instead: "write for example 'example.org'",
      });
    }
    scope.node.setContext(contextKey, domain);
  },

  /** That of what is built below `scope`; Istio's own default where nobody said so. */
  of(scope: IConstruct): string {
    return (scope.node.tryGetContext(contextKey) as string | undefined) ?? 'cluster.local';
  },
};

/** An identity the way that policies compare it. */
export function renderPrincipal(identity: IServiceIdentity, trustDomain: string): string {
  return `${trustDomain}/ns/${identity.namespace}/sa/${identity.serviceAccount}`;
}

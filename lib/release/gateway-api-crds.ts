import type { IstioRelease } from './istio-release';

/** Where the CRDs of the Gateway API are, and what applies them. */
export interface GatewayApiCrds {
  /** The Git repository of the Gateway API. */
  readonly repository: string;
  /** The tag of the version. */
  readonly revision: string;
  /** The folder with those of the standard channel. */
  readonly folder: string;
  /** The words after `kubectl`; on the server's side, for they are too large for the annotation of the client's. */
  readonly apply: readonly [string, ...string[]];
}

/**
 * The CRDs of the Gateway API that a release of Istio is made for. Istio does not bring them.
 *
 * @see https://istio.io/latest/docs/tasks/traffic-management/ingress/gateway-api/#setup
 */
export function gatewayApiCrds({ gatewayApi }: Pick<IstioRelease, 'gatewayApi'>): GatewayApiCrds {
  const repository = 'https://github.com/kubernetes-sigs/gateway-api';
  const revision = `v${gatewayApi}`;
  return {
    repository,
    revision,
    folder: 'config/crd/standard',
    apply: [
      'apply',
      '--server-side',
      '-f',
      `${repository}/releases/download/${revision}/standard-install.yaml`,
    ],
  };
}

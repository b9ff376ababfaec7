import type { Ingress } from '../../install/gateway-api-ingress';
import { gatewayApiCrds } from '../../release/gateway-api-crds';
import type { IstioRelease } from '../../release/istio-release';
import type { Kubectl } from '../kubectl';

/** What a check may tell the user to do. */
export interface Advice extends Pick<Kubectl, 'hint'> {
  /** How Istio is installed in the way that the source describes. */
  readonly install: string;
  /** How the CRDs of the Gateway API are, which Istio does not bring. */
  readonly gatewayApi: string;
}

/** What advice depends on: the way in, and the release. */
interface AdvisedSettings {
  readonly ingress: Pick<Ingress, 'origin'>;
  readonly release: Pick<IstioRelease, 'gatewayApi'>;
}

/** Advice for one cluster, and for the way by which the source says that Istio is installed. */
export function adviceFor(
  kubectl: Pick<Kubectl, 'hint'>,
  { ingress: { origin }, release }: AdvisedSettings,
): Advice {
  return {
    hint: kubectl.hint,
    install:
      origin === 'helm'
        ? 'install Istio by Helm: docs/install.md has the commands'
        : kubectl.hint('istioctl', 'install', '-f', 'dist/install/istio-operator.yaml'),
    gatewayApi: kubectl.hint('kubectl', ...gatewayApiCrds(release).apply),
  };
}

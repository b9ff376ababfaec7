import type { IngressGateway } from '../../install/ingress-gateway';
import type { Kubectl } from '../kubectl';

/** What a check may tell the user to do. */
export interface Advice extends Pick<Kubectl, 'hint'> {
  /** How Istio is installed in the way that the source describes. */
  readonly install: string;
}

/** Advice for one cluster, and for the way by which the source says that Istio is installed. */
export function adviceFor(
  kubectl: Pick<Kubectl, 'hint'>,
  { origin }: Pick<IngressGateway, 'origin'>,
): Advice {
  return {
    hint: kubectl.hint,
    install:
      origin === 'helm'
        ? 'install Istio by Helm: docs/install.md has the commands'
        : kubectl.hint('istioctl', 'install', '-f', 'dist/install/istio-operator.yaml'),
  };
}

import { minorOf } from './minor';

/** A Gateway of the Gateway API, as far as istiod names by it what it makes. */
export interface GatewayToMake {
  readonly name: string;
  readonly className: string;
  readonly annotations: Readonly<Record<string, string>>;
  readonly isWaypoint: boolean;
}

/** What istiod makes of a Gateway: a Deployment and a Service of one name, and pods that run as an account. */
export interface MadeGateway {
  readonly name: string;
  readonly serviceAccount: string;
  /** What the pods are found by. */
  readonly labels: Readonly<Record<string, string>>;
}

/**
 * What an Istio release makes of a Gateway of the Gateway API; the newest where none is said.
 *
 * 1.16 names it as the Gateway and gives it no account; 1.17 adds the class, and takes annotations; from 1.22 on waypoints are
 * without it again. Pods carry the standard's label from 1.21 on, and Istio's own up to 1.23.
 */
export function madeGateway(
  { name, className, annotations, isWaypoint }: GatewayToMake,
  release?: string,
): MadeGateway {
  const minor = release === undefined ? Number.POSITIVE_INFINITY : minorOf(release);
  const hasClass = minor >= 17 && !(isWaypoint && minor >= 22);
  const usual = hasClass ? `${name}-${className}` : name;
  const of = (annotation: string) =>
    minor >= 17 ? annotations[`gateway.istio.io/${annotation}`] : undefined;
  return {
    name: of('name-override') || usual,
    serviceAccount: of('service-account') || (minor >= 17 ? usual : 'default'),
    labels: {
      'gateway.networking.k8s.io/gateway-name': name,
      'gateway.networking.k8s.io/gateway-class-name': className,
      ...(minor <= 23 && { 'istio.io/gateway-name': name }),
    },
  };
}

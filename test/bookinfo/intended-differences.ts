import { isAtLeast } from '../../lib/install/profile';
import type { IstioRelease } from '../../lib/release/istio-release';
import type { Difference } from './differences';

/** A difference from upstream's samples that we want, with its reason. */
interface IntendedDifference extends Difference {
  readonly why: string;
  /** The releases whose sample differs here. @default - all of them */
  readonly in?: (release: IstioRelease) => boolean;
}

function atV1(object: string): IntendedDifference {
  return {
    object,
    path: 'apiVersion',
    ours: 'networking.istio.io/v1',
    upstream: 'networking.istio.io/v1alpha3',
    why: 'these releases serve v1, and their samples did not follow yet',
    in: (release) => isAtLeast(release, '1.22') && !isAtLeast(release, '1.24'),
  };
}

/** The one list of places where our Bookinfo means something else than upstream's. */
const intended: readonly IntendedDifference[] = [
  ...['details-v1', 'productpage-v1', 'ratings-v1', 'reviews-v1', 'reviews-v2', 'reviews-v3'].map((name) => ({
    object: `Deployment ${name}`,
    path: 'spec.template.spec.containers.0.image',
    ours: `docker.io/istio/examples-bookinfo-${name}:1.20.3`,
    upstream: `registry.istio.io/release/examples-bookinfo-${name}:1.20.3`,
    why: "registry.istio.io is closed in December 2026, and the same images are in the project's folder at Docker Hub",
    in: (release: IstioRelease) => isAtLeast(release, '1.30'),
  })),
  atV1('Gateway bookinfo-gateway'),
  {
    object: 'Gateway bookinfo-gateway',
    path: 'spec.servers.0.port.number',
    ours: 80,
    upstream: 8080,
    why: "a Gateway names the port of the ingress gateway's Service, which fits every way of installing it; 8080 is a port of the pods that istioctl makes, and where Helm made them nothing listens there",
    in: (release) => isAtLeast(release, '1.19'),
  },
  atV1('VirtualService bookinfo'),
  {
    object: 'VirtualService bookinfo',
    path: 'spec.http.0.route.0.destination.host',
    ours: 'productpage.demo.svc.cluster.local',
    upstream: 'productpage',
    why: 'a short host means another service as soon as the route moves to another namespace',
  },
];

/** The differences that a comparison with the release must find, and no others. */
export function intendedDifferences(release: IstioRelease): Difference[] {
  return intended
    .filter((difference) => difference.in?.(release) ?? true)
    .map(({ object, path, ours, upstream }) => ({ object, path, ours, upstream }));
}

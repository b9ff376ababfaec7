import type {
  VirtualServiceSpecHttp,
  VirtualServiceSpecHttpMirrors,
} from '../../../imports/networking.istio.io/virtual-service';
import { defined } from '../../values/defined';
import type { NonEmpty } from '../../values/non-empty';
import { percent } from '../../values/percent';
import { optional, shape } from '../../values/shape';
import { type RouteTarget, renderDestination, routeTarget } from '../references/destination';

/**
 * A second destination that gets a copy of requests and whose answers are thrown away.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMirrorPolicy
 */
export interface Mirror {
  readonly to: RouteTarget;
  /** The part of the requests that are copied, 0 to 100. @default 100 */
  readonly percent?: number;
}

export const mirror = shape<Mirror>({ to: routeTarget, percent: optional(percent) });

/** One mirror is written the way that every release reads; several need the list of newer ones. */
export function renderMirrors(
  mirrors: NonEmpty<Mirror>,
): Pick<VirtualServiceSpecHttp, 'mirror' | 'mirrorPercentage' | 'mirrors'> {
  const [first, ...more] = mirrors.map(renderMirror) as [
    VirtualServiceSpecHttpMirrors,
    ...VirtualServiceSpecHttpMirrors[],
  ];
  if (more.length > 0) return { mirrors: [first, ...more] };
  return defined<Pick<VirtualServiceSpecHttp, 'mirror' | 'mirrorPercentage'>>({
    mirror: first.destination,
    mirrorPercentage: first.percentage,
  });
}

function renderMirror({ to, percent: part }: Mirror): VirtualServiceSpecHttpMirrors {
  return defined<VirtualServiceSpecHttpMirrors>({
    destination: renderDestination(to),
    percentage: part === undefined ? undefined : { value: part },
  });
}

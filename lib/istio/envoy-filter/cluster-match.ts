import { fault } from '../../diagnostics/fault';
import type { Check } from '../../values/check';
import { defined } from '../../values/defined';
import type { AtLeastOne } from '../../values/non-empty';
import { portNumber } from '../../values/port';
import { optional, shape } from '../../values/shape';
import { hostOf, type MeshHost, meshHost } from '../references/mesh-service';
import {
  type ContextMatch,
  contextParts,
  matchedName as name,
  type RenderedMatch,
  renderContext,
} from './patch-context';

/** Clusters of a service, or one by the name that Envoy has for it. */
export interface ClusterConditions {
  /** Such as `outbound|9080|v1|reviews.demo.svc.cluster.local`; says all, so the others are left out. */
  readonly name: string;
  readonly service: MeshHost;
  readonly subset: string;
  readonly portNumber: number;
}

/** The clusters that are patched, and of which proxies. */
export interface ClusterMatch extends ContextMatch {
  /** @default - all */
  readonly cluster?: AtLeastOne<ClusterConditions>;
}

const clusterConditions = shape<Partial<ClusterConditions>>(
  {
    name: name("'outbound|9080||reviews.demo.svc.cluster.local'"),
    service: optional(meshHost),
    subset: name("'v1'"),
    portNumber: optional(portNumber),
  },
  {
    atLeastOne: ['name', 'service', 'subset', 'portNumber'],
    rule: (match) =>
      match.name !== undefined && Object.values(match).filter((part) => part !== undefined).length > 1
        ? fault(
            'istiod looks at nothing else where a cluster is named',
            Object.keys(match),
            'give the name alone, or service, subset and portNumber',
          )
        : undefined,
  },
);

export const clusterMatch: Check<ClusterMatch> = shape<ClusterMatch>({
  ...contextParts,
  cluster: optional(clusterConditions),
});

export function renderClusterMatch({ cluster, ...context }: ClusterMatch): RenderedMatch {
  const conditions: Partial<ClusterConditions> | undefined = cluster;
  return {
    ...renderContext(context),
    ...(conditions && {
      cluster: defined<NonNullable<RenderedMatch['cluster']>>({
        ...conditions,
        service: conditions.service && hostOf(conditions.service),
      }),
    }),
  };
}

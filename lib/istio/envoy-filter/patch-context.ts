import type { EnvoyFilterSpecConfigPatchesMatch } from '../../../imports/networking.istio.io/envoy-filter';
import { anyText, type Check, filledText, keyOf, record } from '../../values/check';
import { defined } from '../../values/defined';
import { expression } from '../../values/expression';
import type { AtLeastOne } from '../../values/non-empty';
import { optional, type Shape, shape } from '../../values/shape';
import type { Plain } from '../resource';

/** A match as it is written. */
export type RenderedMatch = Plain<EnvoyFilterSpecConfigPatchesMatch>;

/** Which configuration of a proxy: what comes in, what goes out, or a gateway's. Waypoints are patched as `sidecar-inbound`. */
export type PatchContext = 'any' | 'sidecar-inbound' | 'sidecar-outbound' | 'gateway';

const contexts = {
  any: 'ANY',
  'sidecar-inbound': 'SIDECAR_INBOUND',
  'sidecar-outbound': 'SIDECAR_OUTBOUND',
  gateway: 'GATEWAY',
} as const satisfies Record<PatchContext, string>;

/** Proxies among those that the EnvoyFilter is for. */
export interface ProxyConditions {
  /** An RE2 expression for Istio's version of the proxy, found anywhere in it: `'^1\\.30.*'`. */
  readonly version: string;
  /** Metadata of the proxy, each compared whole. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** Which proxies are patched. */
export interface ProxyMatch {
  /** @default - all */
  readonly proxy?: AtLeastOne<ProxyConditions>;
}

/** Where in a proxy's configuration. */
export interface ContextMatch extends ProxyMatch {
  /** @default 'any' */
  readonly context?: PatchContext;
}

/** The check of a name that is compared whole. */
export const matchedName = (example: string) => optional(filledText('a name', example));

const proxyParts = {
  proxy: optional(
    shape<Partial<ProxyConditions>>(
      { version: optional(expression), metadata: optional(record(anyText)) },
      { atLeastOne: ['version', 'metadata'] },
    ),
  ),
} satisfies Shape<ProxyMatch>;

/** The checks of {@link ContextMatch}, to be joined with those of a match of its own. */
export const contextParts = {
  ...proxyParts,
  context: optional(keyOf(contexts)),
} satisfies Shape<ContextMatch>;

/** Which proxies; for what they take by its name and not by where it is. */
export const proxyMatch: Check<ProxyMatch> = shape<ProxyMatch>(proxyParts);

export function renderContext({ context, proxy }: ContextMatch): RenderedMatch {
  const conditions: Partial<ProxyConditions> | undefined = proxy;
  return defined<RenderedMatch>({
    context: context && contexts[context],
    proxy:
      conditions &&
      defined<NonNullable<RenderedMatch['proxy']>>({
        proxyVersion: conditions.version,
        metadata: conditions.metadata && { ...conditions.metadata },
      }),
  });
}

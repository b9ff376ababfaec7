import type { IConstruct } from 'constructs';
import { ConfigError } from '../../diagnostics/error';

/**
 * Refuses routes that stand behind one that takes everything: no request would ever reach them. What a delegate takes
 * is for its own routes to say.
 */
export function checkRouteOrder(
  owner: IConstruct,
  routes: readonly { readonly kind: string; readonly match?: unknown }[],
): void {
  const catchAll = routes.findIndex(({ kind, match }) => match === undefined && kind !== 'delegate');
  if (catchAll >= 0 && catchAll < routes.length - 1) {
    throw new ConfigError({
      at: owner.node.path,
      problem: `route ${catchAll + 1} of ${routes.length} takes every request, so those behind it are never reached`,
      got: 'no condition',
      instead: 'put it last or give it a `match`',
    });
  }
}

import { ConfigError, Verbatim } from '../../diagnostics/error';
import type { NonEmpty } from '../../values/non-empty';
import type { RouteTarget } from '../references/destination';
import { Destination } from '../references/destination';

/** A part of the traffic that a route divides. */
export interface Share {
  readonly to: RouteTarget;
  /** The part of the requests or connections, in whole percent; 0 keeps a destination without traffic. */
  readonly percent: number;
}

/** What may follow the first two parts of a split: further parts, then the options of the route. */
export type MoreShares<S extends Share, Options> = readonly S[] | readonly [...S[], Options];

/**
 * Takes the arguments of a split apart.
 *
 * @throws ConfigError where the parts are no whole percentages or don't add up to 100
 */
export function splitShares<S extends Share, Options extends object>(
  first: S,
  second: S,
  more: MoreShares<S, Options>,
): { readonly shares: NonEmpty<S>; readonly options: Options | undefined } {
  const isShare = (part: S | Options): part is S => 'to' in part;
  const rest: readonly (S | Options)[] = more;
  const resolved = (share: S): S => ({ ...share, to: Destination.from(share.to) });
  const shares: NonEmpty<S> = [resolved(first), resolved(second), ...rest.filter(isShare).map(resolved)];
  checkShares(shares);
  return { shares, options: rest.find((part): part is Options => !isShare(part)) };
}

/** Refuses parts that are no whole percentages or don't add up to 100. */
function checkShares(shares: readonly Share[]): void {
  const percents = shares.map((share) => share.percent);
  for (const percent of percents) {
    if (!Number.isInteger(percent) || percent < 0) {
      throw new ConfigError({
        problem: 'a part of a split must be a whole percentage from 0 to 100',
        got: percent,
        instead: 'write for example 10',
      });
    }
  }
  const sum = percents.reduce((total, percent) => total + percent, 0);
  if (sum !== 100) {
    throw new ConfigError({
      problem: 'a split must add up to 100 percent',
      got: new Verbatim(`${percents.join(' + ')} = ${sum}`),
      instead: 'make the parts add up to 100',
    });
  }
}

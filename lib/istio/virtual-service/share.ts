import { Verbatim } from '../../diagnostics/error';
import { fault } from '../../diagnostics/fault';
import { type Check, every, isPlain, list, numeric } from '../../values/check';
import type { NonEmpty } from '../../values/non-empty';
import type { Shape } from '../../values/shape';
import { type RouteTarget, routeTarget } from '../references/destination';

/** A part of the traffic that a route divides. */
export interface Share {
  readonly to: RouteTarget;
  /** The part of the requests or connections, in whole percent; 0 keeps a destination without traffic. */
  readonly percent: number;
}

/** What may follow the first two parts of a split: further parts, then the options of the route. */
export type MoreShares<S extends Share, Options> = readonly S[] | readonly [...S[], Options];

/** Takes the arguments of a split apart. */
export function splitShares<S extends Share, Options extends object>(
  first: S,
  second: S,
  more: MoreShares<S, Options>,
): { readonly shares: NonEmpty<S>; readonly options: Options | undefined } {
  const isShare = (part: S | Options): part is S => isPlain(part) && 'to' in part;
  const rest: readonly (S | Options)[] = more;
  return {
    shares: [first, second, ...rest.filter(isShare)],
    options: rest.find((part): part is Options => !isShare(part)),
  };
}

export const shareProperties = {
  to: routeTarget,
  percent: numeric({
    holds: (percent) => Number.isInteger(percent) && percent >= 0 && percent <= 100,
    problem: 'a part of a split must be a whole percentage from 0 to 100',
    instead: 'write for example 10',
  }),
} satisfies Shape<Share>;

/** Shares that add up to 100 percent. */
export function sharesOf<S extends Share>(share: Check<S>): Check<readonly S[]> {
  const part: Check<S> = (value: unknown) =>
    value === undefined
      ? fault(
          'a split has two parts or more',
          value,
          'add the other part, or lead all of it to one with to(…)',
        )
      : share(value as S);
  return every(list(part), (shares: readonly S[]) => {
    const percents = shares.map(({ percent }) => percent);
    const sum = percents.reduce((total, percent) => total + percent, 0);
    return sum === 100
      ? undefined
      : fault(
          'a split must add up to 100 percent',
          new Verbatim(`${percents.join(' + ')} = ${sum}`),
          'make the parts add up to 100',
        );
  });
}

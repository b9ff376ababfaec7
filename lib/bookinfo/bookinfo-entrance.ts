import { fault } from '../diagnostics/fault';
import type { Labels } from '../kubernetes/label-selector';
import { labels } from '../values/labels';
import { optional, type Shape, shape } from '../values/shape';
import { Bookinfo } from './bookinfo';

/** What each way into Bookinfo is told. */
export interface BookinfoEntranceProps {
  readonly bookinfo: Bookinfo;
  /** Labels of every object, not of its pods, such as `ownedBy('shop')`. @default - none */
  readonly labels?: Labels;
}

export const entranceShape: Shape<BookinfoEntranceProps> = {
  bookinfo: (value: unknown) =>
    value instanceof Bookinfo
      ? undefined
      : fault('the charts of Bookinfo are expected', value, 'give the Bookinfo that the requests are for'),
  labels: optional(labels),
};

export const bookinfoEntrance = shape<BookinfoEntranceProps>(entranceShape);

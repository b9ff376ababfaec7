import { fault, within } from '../diagnostics/fault';
import { meshService } from '../istio/references/mesh-service';
import type { Check } from '../values/check';
import { type Labels, labels } from '../values/labels';
import { optional, type Shape, shape } from '../values/shape';
import { Bookinfo } from './bookinfo';

/** What each way into Bookinfo is told. */
export interface BookinfoEntranceProps {
  readonly bookinfo: Bookinfo;
  /** Labels of every object, not of its pods, such as `ownedBy('shop')`. @default - none */
  readonly labels?: Labels;
}

export const aBookinfo: Check<Bookinfo> = (value: unknown) =>
  value instanceof Bookinfo
    ? within('productpage', meshService((value as Bookinfo).productpage))
    : fault('the charts of Bookinfo are expected', value, 'give the Bookinfo that the requests are for');

export const entranceShape: Shape<BookinfoEntranceProps> = {
  bookinfo: aBookinfo,
  labels: optional(labels),
};

export const bookinfoEntrance = shape<BookinfoEntranceProps>(entranceShape);

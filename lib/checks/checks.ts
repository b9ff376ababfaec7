import { App } from 'cdk8s';
import type { Bookinfo } from '../bookinfo/bookinfo';
import { aBookinfo } from '../bookinfo/bookinfo-entrance';
import { curlImage } from '../bookinfo/curl-pod';
import type { Guide } from '../bookinfo/guide';
import { fault, within } from '../diagnostics/fault';
import { type Check, isPlain } from '../values/check';
import { checkedCall } from '../values/checked-call';
import { type Labels, labels as labelsCheck } from '../values/labels';
import { optional, shape } from '../values/shape';
import { PageCheck } from './page-check';

/** What may be said of the checks. */
export interface ChecksOptions {
  /** Labels of every object, not of its pods, such as `ownedBy('shop')`. @default - none */
  readonly labels?: Labels;
}

const checksOptions = shape<ChecksOptions>({ labels: optional(labelsCheck) });

const aGuide: Check<Pick<Guide, 'bookinfo'>> = (value: unknown) =>
  isPlain(value)
    ? within('bookinfo', aBookinfo(value.bookinfo as Bookinfo))
    : fault('the guide is expected', value, 'give what buildGuide makes');

/** The guide's checks from inside the mesh, to be applied after it: `kubectl apply -f dist/checks/`. */
export function buildChecks(guide: Pick<Guide, 'bookinfo'>, options: ChecksOptions = {}): App {
  const { bookinfo } = checkedCall('buildChecks', aGuide, guide);
  const { labels = {} } = checkedCall('buildChecks', checksOptions, options);
  const app = new App();
  new PageCheck(app, '10-productpage', {
    namespace: bookinfo.productpage.namespace,
    name: 'productpage-check',
    service: bookinfo.productpage,
    path: '/productpage',
    title: 'Simple Bookstore App',
    image: curlImage,
    labels,
  });
  return app;
}

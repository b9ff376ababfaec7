import { App } from 'cdk8s';
import { curlImage } from '../bookinfo/curl-pod';
import type { Guide } from '../bookinfo/guide';
import type { Labels } from '../kubernetes/label-selector';
import { PageCheck } from './page-check';

/** The guide's checks from inside the mesh, to be applied after it: `kubectl apply -f dist/checks/`. */
export function buildChecks(
  { bookinfo }: Pick<Guide, 'bookinfo'>,
  { labels = {} }: { readonly labels?: Labels } = {},
): App {
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

import { dashboard } from './dashboard';
import { uids } from './dashboard-ids';
import type { Dashboard } from './grafana-types';
import { cost } from './istiod-cost';
import { faults, requestsToIstiod } from './istiod-faults';
import { glance } from './istiod-glance';
import { connections, pushes } from './istiod-pushes';
import { labelValues, series } from './promql';
import { chosenIstiods } from './scopes';
import { dataSource, some } from './variables';

/** istiod: does configuration reach the proxies, soon and whole, and is it sound? */
export function controlPlaneDashboard(): Dashboard {
  return dashboard({
    uid: uids.controlPlane,
    title: 'Istio control plane',
    description:
      'istiod: what it sends to the proxies, how long that takes, what is refused, and what it costs.',
    variables: [
      dataSource(),
      some({
        name: 'istiod',
        label: 'istiod',
        from: labelValues(series('istio_build', { component: '=pilot' }), 'pod'),
      }),
    ],
    rows: [
      { title: 'At a glance', panels: glance(chosenIstiods) },
      { title: 'Distributing configuration', panels: pushes() },
      { title: 'Proxies’ connections to istiod', panels: connections() },
      { title: 'Faults', panels: faults() },
      { title: 'Webhooks and certificates', panels: requestsToIstiod() },
      { title: 'What istiod costs', panels: cost() },
    ],
  });
}

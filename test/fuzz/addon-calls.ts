import { Duration } from 'cdk8s';
import * as addons from '../../lib/addons';
import { dashboards } from '../../lib/addons/dashboards';
import type { Call } from './call';
import { installation, release } from './install-calls';

const storage = { size: '50Gi', storageClass: 'fast' };
const secret = addons.SecretKey.of('grafana', 'key');
const production = addons.AddonVariant.production({
  prometheus: { storage: { size: '50Gi' }, retention: Duration.days(15) },
  grafana: { admin: { user: secret, password: secret }, storage: { size: '1Gi' } },
  jaeger: { storage: { size: '1Gi' }, retention: Duration.days(3) },
  kiali: { signingKey: secret },
});

/** The add-ons and their values. */
export const addonCalls: readonly Call[] = [
  [
    'buildAddons',
    addons.buildAddons,
    {
      release,
      namespace: 'istio-system',
      dashboards: { 'a.json': '{}' },
      variant: production,
      labels: { a: 'b' },
      mesh: installation.settings,
    },
  ],
  ['dashboards', dashboards, release],
  ['Prometheus.at', addons.Prometheus.at, 'http://prometheus:9090', { scrapeInterval: Duration.seconds(30) }],
  ['MeshTracing.jaeger', addons.MeshTracing.jaeger, { release, namespace: 'istio-system' }],
  ['SecretKey.of', addons.SecretKey.of, 'grafana', 'password'],
  ['AddonVariant.production', addons.AddonVariant.production, { jaeger: { storage } }],
  ['ScrapeJob.annotatedPods', addons.ScrapeJob.annotatedPods, { namespaces: ['demo'] }],
  ['ScrapeJob.addresses', addons.ScrapeJob.addresses, 'node', { addresses: ['a:9100'], path: '/metrics' }],
  ['ScrapeJob.asWritten', addons.ScrapeJob.asWritten, 'own', { static_configs: [] }, { access: [] }],
];

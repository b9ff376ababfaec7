import type { App } from 'cdk8s';
import {
  AddonVariant,
  buildAddons,
  Grafana,
  type IGrafana,
  type IJaeger,
  type IPrometheus,
  Jaeger,
  Kiali,
  Prometheus,
  ScrapeJob,
  SecretKey,
} from '../../lib/addons';
import type { IstioRelease } from '../../lib/release/istio-release';

declare const app: App;
declare const release: IstioRelease;
declare const key: SecretKey;

const storage = { size: '10Gi' } as const;
const admin = { user: key, password: key };
const demo = AddonVariant.demo;
const all = AddonVariant.production({
  prometheus: { storage },
  grafana: { admin, storage },
  jaeger: { storage },
  kiali: { signingKey: key },
});

// What goes together compiles.
const prometheus = new Prometheus(app, 'p', { release, variant: demo });
const closed = new Prometheus(app, 'p', {
  release,
  variant: AddonVariant.production({ prometheus: { storage } }),
});
const grafana = new Grafana(app, 'g', { release, variant: demo, prometheus });
const jaeger = new Jaeger(app, 'j', { release, variant: demo });
new Kiali(app, 'k', { release, variant: demo, prometheus, grafana, jaeger });
new Grafana(app, 'g', { release, variant: all, prometheus: closed });
new Grafana(app, 'g', { release, variant: all, prometheus: Prometheus.at('https://prometheus.example.com') });
buildAddons({ release, dashboards: {}, variant: all });

// @ts-expect-error whatever runs for good has a volume of its own
AddonVariant.production({ prometheus: {} });

// @ts-expect-error a demo has no settings for running for good
new Prometheus(app, 'p', { release, variant: { kind: 'demo', prometheus: { storage } } });

// @ts-expect-error a Grafana that runs for good has an administrator who logs in
AddonVariant.production({ grafana: { storage } });

// @ts-expect-error credentials are entries of Secrets, never text
AddonVariant.production({ grafana: { storage, admin: { user: 'admin', password: 'admin' } } });

// @ts-expect-error there is no way to let anybody in without a login
AddonVariant.production({ grafana: { storage, admin, anonymous: true } });

// @ts-expect-error a Kiali that runs for good has a key to encrypt sessions with
AddonVariant.production({ kiali: {} });

const onlyPrometheus = AddonVariant.production({ prometheus: { storage } });
// @ts-expect-error the settings of one add-on are not those of another
new Grafana(app, 'g', { release, variant: onlyPrometheus, prometheus: closed });

// @ts-expect-error a demo that reads from a closed Prometheus would be refused
new Grafana(app, 'g', { release, variant: demo, prometheus: closed });

// @ts-expect-error what runs for good does not read what goes with a pod
new Grafana(app, 'g', { release, variant: all, prometheus });

// @ts-expect-error a Kiali without a login would show what a Grafana with one hides
new Kiali(app, 'k', { release, variant: demo, prometheus, grafana: closedGrafana(), jaeger });

// @ts-expect-error one Jaeger for all: that of a demo is no part of what runs for good
new Kiali(app, 'k', { release, variant: all, prometheus: closed, grafana: closedGrafana(), jaeger });

// @ts-expect-error each add-on must have its settings
buildAddons({ release, dashboards: {}, variant: AddonVariant.production({ prometheus: { storage } }) });

// @ts-expect-error an amount has a unit
AddonVariant.production({ jaeger: { storage: { size: '10' } } });

// @ts-expect-error Prometheus is told of at least one place to scrape
new Prometheus(app, 'p', { release, variant: demo, scrape: [] });

// @ts-expect-error a job of addresses has at least one
ScrapeJob.addresses('nodes', { addresses: [] });

// @ts-expect-error the other add-ons are objects, not addresses
new Kiali(app, 'k', { release, variant: demo, prometheus: 'http://prometheus:9090', grafana, jaeger });

// @ts-expect-error an address says how it is spoken to
Prometheus.at('prometheus:9090');

declare function closedGrafana(): IGrafana<'production'>;
closed satisfies IPrometheus<'production'>;
jaeger satisfies IJaeger<'demo'>;
SecretKey.of('secret', 'key') satisfies SecretKey;

import { Chart, Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import { MeshSettings } from '../istio/references/mesh-settings';
import type { IstioRelease } from '../release/istio-release';
import { istioRelease } from '../release/release-check';
import { anyText, type Check, filledText, kubernetesFields, list, text } from '../values/check';
import { checkedCall } from '../values/checked-call';
import { checkedProps } from '../values/construct-props';
import { namespaceName } from '../values/dns-label';
import { duration } from '../values/duration';
import type { Labels } from '../values/labels';
import type { NonEmpty } from '../values/non-empty';
import { path } from '../values/path';
import { optional, shape, variants } from '../values/shape';
import { type Addon, addon, objectOf } from './addon';
import { addDeployment, addStorage, renderResources } from './addon-deployment';
import { type AddonService, addAddonService, urlOf } from './addon-service';
import { url as anUrl, commonProps, image, variantFor } from './addon-shapes';
import { renderHours } from './hours';
import { imageVersion } from './image';
import { kubeObject } from './kube-object';
import { bytesOf } from './memory-size';
import { allow, type Guarded, guard, podsOf } from './network-policies';
import type { PrometheusProduction } from './production';
import { addPrometheusAccess } from './prometheus-access';
import { prometheusYaml } from './prometheus-config';
import { type Access, ScrapeJob } from './scrape-job';
import type { AddonVariant, VariantKind } from './variant';

/** A Prometheus that has the mesh's metrics. */
export interface IPrometheus<Kind extends VariantKind = VariantKind> {
  /** How it is run; nothing for one that is described elsewhere, which fits either way. */
  readonly kind?: Kind;
  /** Its address for other pods of the cluster. */
  readonly url: string;
  /** How often it asks each target: graphs can't be finer than this. */
  readonly scrapeInterval: Duration;
  /** What admits its callers; nothing where it is not closed, or described elsewhere. */
  readonly guarded?: Guarded;
}

/** Which Prometheus runs, what it scrapes and how often. */
export interface PrometheusProps<Kind extends VariantKind> {
  readonly release: IstioRelease;
  readonly variant: AddonVariant<'prometheus'> & { readonly kind: Kind };
  /** @default 'istio-system' */
  readonly namespace?: string;
  /** @default - itself, and every pod that asks for it: istiod, gateways, sidecars */
  readonly scrape?: NonEmpty<ScrapeJob>;
  /** @default Duration.seconds(15) */
  readonly scrapeInterval?: Duration;
  /** Where the images come from instead, at the release's versions. @default - where the release has them from */
  readonly images?: { readonly prometheus?: string; readonly configReload?: string };
  /** Labels of every object, not of its pods, such as `ownedBy('shop')`. @default - none */
  readonly labels?: Labels;
}

const port = 9090;
const configFolder = '/etc/config';
const dataFolder = '/data';
/** The user and group `nobody` of both images. */
const nobody = 65534;

const scrapeJob: Check<ScrapeJob> = variants<ScrapeJob>('a scrape job', {
  'annotated-pods': { namespaces: optional(list(namespaceName)) },
  itself: {},
  addresses: {
    name: filledText('the name of a job', "'node-exporter'"),
    addresses: list(
      text({
        holds: (address) => /^(\[[0-9a-f:]+\]|[^\s/:]+):\d+$/i.test(address),
        problem: 'what is scraped is a host and a port',
        instead: "write for example 'node-exporter.monitoring:9100'",
      }),
    ),
    path: optional(path),
  },
  'as-written': {
    name: filledText('the name of a job', "'node-exporter'"),
    config: kubernetesFields,
    access: optional(
      list(
        shape<Access>({
          rule: kubernetesFields,
          reason: anyText,
          namespaces: optional(list(namespaceName)),
        }),
        { least: 0 },
      ),
    ),
  },
});

const prometheus = shape<PrometheusProps<VariantKind>>({
  ...commonProps,
  release: istioRelease,
  variant: variantFor('prometheus'),
  scrape: optional(list(scrapeJob)),
  scrapeInterval: optional(duration),
  images: optional(
    shape<NonNullable<PrometheusProps<VariantKind>['images']>>({
      prometheus: optional(image),
      configReload: optional(image),
    }),
  ),
});

const elsewhere = shape<{ readonly url: string; readonly options: { readonly scrapeInterval?: Duration } }>({
  url: anUrl,
  options: shape<{ readonly scrapeInterval?: Duration }>({ scrapeInterval: optional(duration) }),
});

/**
 * Collects the metrics of the mesh.
 *
 * @see https://istio.io/latest/docs/ops/integrations/prometheus/
 */
export class Prometheus<const Kind extends VariantKind = VariantKind>
  extends Chart
  implements IPrometheus<Kind>
{
  public readonly kind: Kind;
  public readonly url: string;
  public readonly scrapeInterval: Duration;
  public readonly service: AddonService<'http'>;
  public readonly guarded?: Guarded;

  public constructor(scope: Construct, id: string, props: PrometheusProps<Kind>) {
    checkedProps(scope, id, prometheus, props);
    super(scope, id, { labels: props.labels ?? {} });
    const { release, namespace = MeshSettings.of(this).rootNamespace } = props;
    const variant: AddonVariant<'prometheus'> = props.variant;
    const scrape: NonEmpty<ScrapeJob> = props.scrape ?? [ScrapeJob.itself, ScrapeJob.annotatedPods()];
    const self = addon('prometheus', namespace, release.addons.prometheus);
    this.kind = props.variant.kind;
    this.scrapeInterval = props.scrapeInterval ?? Duration.seconds(15);
    this.service = { name: self.name, namespace, ports: [{ name: 'http', port }] };
    this.url = urlOf(this.service, 'http');

    const yaml = prometheusYaml({ scrape, scrapeInterval: this.scrapeInterval });
    kubeObject(this, 'ConfigMap', objectOf(self), { data: { 'prometheus.yml': yaml } });
    addPrometheusAccess(this, self, scrape);
    addAddonService(this, self, this.service);
    addDeployment(this, self, {
      user: nobody,
      automountServiceAccountToken: true,
      oldPodEnds: 'before',
      // It writes out what it has in memory.
      terminationGracePeriodSeconds: 300,
      containers: [
        server(props.images?.prometheus ?? release.addons.prometheus, variant),
        reloader(props.images?.configReload ?? release.addons.configReload, release, variant),
      ],
      volumes: [
        { name: 'config', configMap: { name: self.name } },
        addStorage(this, self, 'data', variant.kind === 'demo' ? undefined : variant.prometheus.storage),
      ],
    });
    if (variant.kind === 'production') this.guarded = this.close(self, variant.prometheus);
  }

  /** A Prometheus that is described elsewhere and scrapes the mesh. */
  public static at(
    url: `http${'' | 's'}://${string}`,
    options: { readonly scrapeInterval?: Duration } = {},
  ): IPrometheus<never> {
    checkedCall('Prometheus.at', elsewhere, { url, options });
    return { url, scrapeInterval: options.scrapeInterval ?? Duration.seconds(15) };
  }

  private close(self: Addon, { visitors = [] }: PrometheusProduction): Guarded {
    guard(this, self, { ingress: visitors.length === 0 ? [] : [allow([port], visitors.map(podsOf))] });
    return {
      name: self.name,
      pods: { kind: 'workload', labels: self.selector, namespace: self.namespace },
      port,
    };
  }
}

function server(image: string, variant: AddonVariant<'prometheus'>) {
  const probe = (path: string) => ({ httpGet: { path, port } });
  return {
    name: 'prometheus',
    image,
    args: [
      `--config.file=${configFolder}/prometheus.yml`,
      `--storage.tsdb.path=${dataFolder}`,
      ...retention(variant),
      // The container beside it asks for this when the configuration has changed.
      '--web.enable-lifecycle',
    ],
    ports: [{ name: 'http', containerPort: port }],
    readinessProbe: { ...probe('/-/ready'), periodSeconds: 5 },
    livenessProbe: { ...probe('/-/healthy'), periodSeconds: 15, failureThreshold: 4 },
    // After a crash it reads back all that it had not yet written out.
    startupProbe: { ...probe('/-/healthy'), periodSeconds: 10, failureThreshold: 90 },
    resources: renderResources(
      variant,
      { cpu: '20m', memory: '256Mi' },
      productionResources(variant) ?? { cpu: '500m', memory: '2Gi' },
    ),
    volumeMounts: [
      { name: 'config', mountPath: configFolder, readOnly: true },
      { name: 'data', mountPath: dataFolder },
    ],
  };
}

function productionResources(variant: AddonVariant<'prometheus'>) {
  return variant.kind === 'demo' ? undefined : variant.prometheus.resources;
}

function retention(variant: AddonVariant<'prometheus'>): string[] {
  if (variant.kind === 'demo') return [`--storage.tsdb.retention.time=${renderHours(Duration.days(15))}`];
  const { retention: time = Duration.days(15), storage } = variant.prometheus;
  const megabytes = Math.floor((bytesOf(storage.size) * 0.8) / 2 ** 20);
  return [
    `--storage.tsdb.retention.time=${renderHours(time)}`,
    `--storage.tsdb.retention.size=${megabytes}MB`,
  ];
}

function reloader(image: string, release: IstioRelease, variant: AddonVariant<'prometheus'>) {
  const reload = `http://127.0.0.1:${port}/-/reload`;
  const older = imageVersion(release.addons.configReload).name === 'configmap-reload';
  return {
    name: 'config-reload',
    image,
    args: older
      ? [`--volume-dir=${configFolder}`, `--webhook-url=${reload}`]
      : [`--watched-dir=${configFolder}`, '--listen-address=127.0.0.1:8080', `--reload-url=${reload}`],
    resources: renderResources(variant, { cpu: '10m', memory: '16Mi' }, { cpu: '10m', memory: '64Mi' }),
    volumeMounts: [{ name: 'config', mountPath: configFolder, readOnly: true }],
  };
}

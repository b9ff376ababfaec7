import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { EnvVar } from 'kubernetes-types/core/v1';
import { MeshSettings } from '../istio/references/mesh-settings';
import type { IstioRelease } from '../release/istio-release';
import { istioRelease } from '../release/release-check';
import { checkedProps } from '../values/construct-props';
import type { Labels } from '../values/labels';
import { optional, shape } from '../values/shape';
import { type Addon, addon, checksum, objectOf } from './addon';
import { addDeployment, addStorage, renderResources } from './addon-deployment';
import { type AddonService, addAddonService, urlOf } from './addon-service';
import { addonLike, commonProps, image, variantFor } from './addon-shapes';
import { browserAddress, pageUrl } from './browser-address';
import { addDashboards, type DashboardFiles, dashboardFiles } from './dashboard-maps';
import {
  dashboardFolder,
  dashboardProviders,
  dataSources,
  grafanaSettings,
  renderIni,
} from './grafana-config';
import { kubeObject } from './kube-object';
import { admit, allow, type Guarded, guard, lookUpAndCall, podsOf } from './network-policies';
import type { GrafanaProduction } from './production';
import type { IPrometheus } from './prometheus';
import type { SecretKey } from './secret-key';
import type { AddonVariant, VariantKind } from './variant';

/** A Grafana that Kiali leads to. */
export interface IGrafana<Kind extends VariantKind = VariantKind> {
  readonly kind: Kind;
  /** Its address for other pods of the cluster. */
  readonly url: string;
  /** Its address for browsers, where it has one. */
  readonly address?: string;
  readonly dashboards: DashboardFiles;
  readonly guarded?: Guarded;
}

/** Which Grafana runs, with which dashboards, and where it has its metrics from. */
export interface GrafanaProps<Kind extends VariantKind> {
  readonly release: IstioRelease;
  readonly variant: AddonVariant<'grafana'> & { readonly kind: Kind };
  /** Where the metrics come from: one that is run in the same way. */
  readonly prometheus: IPrometheus<NoInfer<Kind>>;
  /** As files by name, such as `dashboards(release)` has them. @default - none */
  readonly dashboards?: DashboardFiles;
  /** Where browsers find it, such as `https://grafana.example.com`; opening the way there is left to you. @default - nowhere: `istioctl dashboard grafana` */
  readonly address?: string;
  /** @default 'istio-system' */
  readonly namespace?: string;
  /** Where the image comes from instead, at the release's version. @default - where the release has it from */
  readonly image?: string;
  /** Labels of every object, not of its pods, such as `ownedBy('shop')`. @default - none */
  readonly labels?: Labels;
}

const port = 3000;
const configFolder = '/etc/grafana';
/** The user that the image has. */
const grafanaUser = 472;

const grafana = shape<GrafanaProps<VariantKind>>({
  ...commonProps,
  release: istioRelease,
  variant: variantFor('grafana'),
  prometheus: addonLike(
    'a Prometheus',
    "give a Prometheus, or Prometheus.at('http://prometheus.monitoring:9090')",
  ),
  dashboards: optional(dashboardFiles),
  address: optional(pageUrl),
  image: optional(image),
});

/**
 * Draws the metrics of the mesh. It comes with its data source and its dashboards.
 *
 * @throws ConfigError for an address that is none, or a dashboard that no ConfigMap can hold
 * @see https://istio.io/latest/docs/ops/integrations/grafana/
 */
export class Grafana<const Kind extends VariantKind = VariantKind> extends Chart implements IGrafana<Kind> {
  public readonly kind: Kind;
  public readonly url: string;
  public readonly address?: string;
  public readonly dashboards: DashboardFiles;
  public readonly service: AddonService<'service'>;
  public readonly guarded?: Guarded;

  public constructor(scope: Construct, id: string, props: GrafanaProps<Kind>) {
    checkedProps(scope, id, grafana, props);
    super(scope, id, { labels: props.labels ?? {} });
    const { release, namespace = MeshSettings.of(this).rootNamespace, dashboards = {} } = props;
    const variant: AddonVariant<'grafana'> = props.variant;
    const self = addon('grafana', namespace, release.addons.grafana);
    this.kind = props.variant.kind;
    this.dashboards = dashboards;
    const address = browserAddress(props.address);
    if (address) this.address = address.href;
    this.service = { name: self.name, namespace, ports: [{ name: 'service', port, appProtocol: 'http' }] };
    this.url = urlOf(this.service, 'service');

    const files = {
      'grafana.ini': renderIni(grafanaSettings(variant.kind, address)),
      'datasources.yaml': dataSources(props.prometheus),
      'dashboardproviders.yaml': dashboardProviders(),
    };
    kubeObject(this, 'ConfigMap', objectOf(self), { data: files });
    const dashboardVolume = addDashboards(this, self, dashboards);
    addAddonService(this, self, this.service);
    const production = variant.kind === 'production' ? variant.grafana : undefined;
    addDeployment(this, self, {
      user: grafanaUser,
      automountServiceAccountToken: false,
      oldPodEnds: 'before',
      // Dashboards are read again when they change, these are not.
      annotations: checksum(...Object.values(files)),
      containers: [
        {
          name: 'grafana',
          image: props.image ?? release.addons.grafana,
          ports: [{ name: 'http', containerPort: port }],
          ...(production && { env: credentials(production) }),
          readinessProbe: { httpGet: { path: '/api/health', port } },
          livenessProbe: {
            httpGet: { path: '/api/health', port },
            initialDelaySeconds: 60,
            timeoutSeconds: 30,
            failureThreshold: 10,
          },
          resources: renderResources(
            variant,
            { cpu: '10m', memory: '128Mi' },
            production?.resources ?? { cpu: '100m', memory: '512Mi' },
          ),
          volumeMounts: [
            { name: 'config', mountPath: configFolder, readOnly: true },
            { name: 'dashboards', mountPath: dashboardFolder, readOnly: true },
            { name: 'storage', mountPath: '/var/lib/grafana' },
            { name: 'tmp', mountPath: '/tmp' },
          ],
        },
      ],
      volumes: [
        {
          name: 'config',
          configMap: {
            name: self.name,
            items: [
              { key: 'grafana.ini', path: 'grafana.ini' },
              { key: 'datasources.yaml', path: 'provisioning/datasources/datasources.yaml' },
              { key: 'dashboardproviders.yaml', path: 'provisioning/dashboards/dashboardproviders.yaml' },
            ],
          },
        },
        dashboardVolume,
        addStorage(this, self, 'storage', production?.storage),
        { name: 'tmp', emptyDir: {} },
      ],
    });
    if (production) this.guarded = this.close(self, production, props.prometheus);
  }

  private close(self: Addon, { visitors = [] }: GrafanaProduction, prometheus: IPrometheus): Guarded {
    const described = prometheus.guarded;
    guard(this, self, {
      ingress: visitors.length === 0 ? [] : [allow([port], visitors.map(podsOf))],
      // A Prometheus that is described elsewhere may be anywhere.
      ...(described && { egress: lookUpAndCall([described]) }),
    });
    if (described) admit(this, self, described);
    return {
      name: self.name,
      pods: { kind: 'workload', labels: self.selector, namespace: self.namespace },
      port,
    };
  }
}

function credentials({ admin, secretKey }: GrafanaProduction): EnvVar[] {
  return [
    fromSecret('GF_SECURITY_ADMIN_USER', admin.user),
    fromSecret('GF_SECURITY_ADMIN_PASSWORD', admin.password),
    ...(secretKey ? [fromSecret('GF_SECURITY_SECRET_KEY', secretKey)] : []),
  ];
}

function fromSecret(name: string, { secret, key }: SecretKey): EnvVar {
  return { name, valueFrom: { secretKeyRef: { name: secret, key } } };
}

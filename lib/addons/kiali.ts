import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { MeshSettings } from '../istio/references/mesh-settings';
import type { IstioRelease } from '../release/istio-release';
import { istioRelease } from '../release/release-check';
import { flag } from '../values/check';
import { checkedProps } from '../values/construct-props';
import type { Labels } from '../values/labels';
import { optional, shape } from '../values/shape';
import { type Addon, addon, checksum, objectOf, scraped } from './addon';
import { addDeployment, renderResources } from './addon-deployment';
import { type AddonService, addAddonService, urlOf } from './addon-service';
import { addonLike, commonProps, image, variantFor } from './addon-shapes';
import type { IGrafana } from './grafana';
import { imageVersion } from './image';
import type { IJaeger } from './jaeger';
import { addKialiAccess } from './kiali-access';
import { kialiYaml } from './kiali-config';
import { kubeObject } from './kube-object';
import { admit, allow, guard, podsOf, prometheusPods } from './network-policies';
import type { KialiProduction } from './production';
import type { IPrometheus } from './prometheus';
import type { SecretKey } from './secret-key';
import type { AddonVariant, VariantKind } from './variant';

/** Which Kiali runs, what it asks, and what it may ask istiod. */
export interface KialiProps<Kind extends VariantKind> {
  readonly release: IstioRelease;
  readonly variant: AddonVariant<'kiali'> & { readonly kind: Kind };
  /** The other add-ons, run in the same way. */
  readonly prometheus: IPrometheus<NoInfer<Kind>>;
  readonly grafana: IGrafana<NoInfer<Kind>>;
  readonly jaeger: IJaeger<NoInfer<Kind>>;
  /** Where it runs: the mesh's root namespace. @default 'istio-system' */
  readonly namespace?: string;
  /**
   * Whether it asks istiod how far the proxies are, and validates configuration by what istiod knows. It does so by
   * forwarding a port of istiod's pod, which takes the right to forward any port of any pod in its namespace.
   * @default false
   */
  readonly asksIstiod?: boolean;
  /** Where the image comes from instead, at the release's version. @default - where the release has it from */
  readonly image?: string;
  /** Labels of every object, not of its pods, such as `ownedBy('shop')`. @default - none */
  readonly labels?: Labels;
}

const port = 20001;
const metricsPort = 9090;
/** The user that the image has. */
const kialiUser = 1000;
const configFolder = '/kiali-configuration';

const kiali = shape<KialiProps<VariantKind>>({
  ...commonProps,
  release: istioRelease,
  variant: variantFor('kiali'),
  prometheus: addonLike(
    'a Prometheus',
    "give a Prometheus, or Prometheus.at('http://prometheus.monitoring:9090')",
  ),
  grafana: addonLike('a Grafana', 'give a Grafana'),
  jaeger: addonLike('a Jaeger', 'give a Jaeger'),
  asksIstiod: optional(flag),
  image: optional(image),
});

/**
 * Shows the mesh: who calls whom, how well, and how it is configured. It reads and never writes.
 *
 * @see https://istio.io/latest/docs/ops/integrations/kiali/
 */
export class Kiali<const Kind extends VariantKind = VariantKind> extends Chart {
  public readonly url: string;
  public readonly service: AddonService<'http' | 'http-metrics'>;

  public constructor(scope: Construct, id: string, props: KialiProps<Kind>) {
    checkedProps(scope, id, kiali, props);
    super(scope, id, { labels: props.labels ?? {} });
    const { rootNamespace } = MeshSettings.of(this);
    const { release, prometheus, jaeger, namespace = rootNamespace, asksIstiod = false } = props;
    const variant: AddonVariant<'kiali'> = props.variant;
    const self = addon('kiali', namespace, release.addons.kiali);
    const production = variant.kind === 'production' ? variant.kiali : undefined;
    const grafana = production && !production.grafanaToken ? undefined : props.grafana;
    this.service = {
      name: self.name,
      namespace,
      ports: [
        { name: 'http', port },
        { name: 'http-metrics', port: metricsPort },
      ],
    };
    this.url = urlOf(this.service, 'http', '/kiali');

    const version = imageVersion(release.addons.kiali);
    const { kind } = variant;
    const yaml = kialiYaml({ kind, version, namespace, prometheus, grafana, jaeger, asksIstiod });
    kubeObject(this, 'ConfigMap', objectOf(self), { data: { 'config.yaml': yaml } });
    addKialiAccess(this, self, { kind, asksIstiod });
    addAddonService(this, self, this.service);
    const secrets = production ? credentials(production) : [];
    addDeployment(this, self, {
      user: kialiUser,
      automountServiceAccountToken: true,
      oldPodEnds: 'after',
      annotations: { ...scraped(metricsPort), 'kiali.io/dashboards': 'go,kiali', ...checksum(yaml) },
      containers: [
        {
          name: 'kiali',
          image: props.image ?? release.addons.kiali,
          command: ['/opt/kiali/kiali', '-config', `${configFolder}/config.yaml`],
          env: [{ name: 'ACTIVE_NAMESPACE', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } }],
          ports: [
            { name: 'http', containerPort: port },
            { name: 'http-metrics', containerPort: metricsPort },
          ],
          readinessProbe: { httpGet: healthy },
          livenessProbe: { httpGet: healthy, periodSeconds: 30 },
          startupProbe: { httpGet: healthy, failureThreshold: 30 },
          resources: renderResources(
            variant,
            { cpu: '10m', memory: '64Mi' },
            production?.resources ?? { cpu: '100m', memory: '1Gi' },
          ),
          volumeMounts: [
            { name: 'config', mountPath: configFolder, readOnly: true },
            ...secrets.map(({ name }) => ({
              name,
              mountPath: `/kiali-override-secrets/${name}`,
              readOnly: true,
            })),
          ],
        },
      ],
      volumes: [{ name: 'config', configMap: { name: self.name } }, ...secrets.map(secretVolume)],
    });
    if (production) {
      const called = [prometheus.guarded, jaeger.guarded, grafana?.guarded].filter(
        (one) => one !== undefined,
      );
      this.close(self, production, called);
    }
  }

  private close(
    self: Addon,
    { visitors = [] }: KialiProduction,
    called: readonly Parameters<typeof admit>[2][],
  ): void {
    guard(this, self, {
      ingress: [
        allow([metricsPort], [prometheusPods]),
        ...(visitors.length === 0 ? [] : [allow([port], visitors.map(podsOf))]),
      ],
    });
    for (const server of called) admit(this, self, server);
  }
}

const healthy = { path: '/kiali/healthz', port };

/** A value of Kiali's configuration that it reads from a file of its own, in a folder of this name. */
interface Credential {
  readonly name: 'login-token-signing-key' | 'grafana-token';
  readonly from: SecretKey;
}

function credentials({ signingKey, grafanaToken }: KialiProduction): readonly Credential[] {
  return [
    { name: 'login-token-signing-key', from: signingKey },
    ...(grafanaToken ? [{ name: 'grafana-token' as const, from: grafanaToken }] : []),
  ];
}

function secretVolume({ name, from }: Credential) {
  return { name, secret: { secretName: from.secret, items: [{ key: from.key, path: 'value.txt' }] } };
}

import { Chart, Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import { MeshSettings } from '../istio/references/mesh-settings';
import { Telemetry } from '../istio/telemetry/telemetry';
import { ApiVersions } from '../release/api-versions';
import type { IstioRelease } from '../release/istio-release';
import { istioRelease } from '../release/release-check';
import { checkedProps } from '../values/construct-props';
import type { Labels } from '../values/labels';
import { percent } from '../values/percent';
import { optional, shape } from '../values/shape';
import { type Addon, addon, checksum, objectOf, scraped } from './addon';
import { type AddonContainer, addDeployment, addStorage, renderResources } from './addon-deployment';
import { addAddonService, urlOf } from './addon-service';
import { commonProps, image as imageText, variantFor } from './addon-shapes';
import { browserAddress, pageUrl } from './browser-address';
import { renderHours } from './hours';
import { imageVersion } from './image';
import { type JaegerSettings, jaegerEnvironment, jaegerYaml, spanFolder } from './jaeger-config';
import { kubeObject } from './kube-object';
import { MeshTracing } from './mesh-tracing';
import { allow, everyPod, type Guarded, guard, podsOf, prometheusPods } from './network-policies';
import type { JaegerProduction } from './production';
import type { AddonVariant, VariantKind } from './variant';

/** A Jaeger that Kiali asks for traces. */
export interface IJaeger<Kind extends VariantKind = VariantKind> {
  readonly kind: Kind;
  /** The address of its pages and queries for other pods of the cluster. */
  readonly url: string;
  /** Its address for browsers, where it has one. */
  readonly address?: string;
  readonly guarded?: Guarded;
}

/** Which Jaeger runs, and how much of the traffic is traced. */
export interface JaegerProps<Kind extends VariantKind> {
  readonly release: IstioRelease;
  readonly variant: AddonVariant<'jaeger'> & { readonly kind: Kind };
  /**
   * How much of the traffic is traced, in percent; for releases with Telemetry.
   * @default - all of it in a demo, 1 in production
   */
  readonly sampling?: number;
  /** Where browsers find it, such as `https://example.com/jaeger`; opening the way there is left to you. @default - nowhere: `istioctl dashboard jaeger` */
  readonly address?: string;
  /** The mesh's root namespace, as its Telemetry is for all of the mesh. @default 'istio-system' */
  readonly namespace?: string;
  /** Where the image comes from instead, at the release's version. @default - where the release has it from */
  readonly image?: string;
  /** Labels of every object, not of its pods, such as `ownedBy('shop')`. @default - none */
  readonly labels?: Labels;
}

const queryPort = 16686;
/** The user that the image has. */
const jaegerUser = 10001;

const jaeger = shape<JaegerProps<VariantKind>>({
  ...commonProps,
  release: istioRelease,
  variant: variantFor('jaeger'),
  sampling: optional(percent),
  address: optional(pageUrl),
  image: optional(imageText),
});

/**
 * Collects the mesh's spans and shows its traces. What the mesh must be told, so that its proxies send their spans
 * here, is {@link tracing}: give it to the installation.
 *
 * @see https://istio.io/latest/docs/ops/integrations/jaeger/
 */
export class Jaeger<const Kind extends VariantKind = VariantKind> extends Chart implements IJaeger<Kind> {
  public readonly kind: Kind;
  public readonly url: string;
  public readonly address?: string;
  /** What the installation of the mesh must name. */
  public readonly tracing: MeshTracing;
  public readonly guarded?: Guarded;

  public constructor(scope: Construct, id: string, props: JaegerProps<Kind>) {
    checkedProps(scope, id, jaeger, props);
    super(scope, id, { labels: props.labels ?? {} });
    const mesh = MeshSettings.of(this);
    const { release, namespace = mesh.rootNamespace } = props;
    ApiVersions.use(this, release.apiVersions);
    const variant: AddonVariant<'jaeger'> = props.variant;
    const self = addon('jaeger', namespace, release.addons.jaeger);
    const address = browserAddress(props.address);
    this.kind = props.variant.kind;
    this.tracing = MeshTracing.jaeger({ release, namespace, settings: mesh });
    this.url = urlOf(this.tracing.query, 'http-query', address?.path);
    if (address) this.address = address.href;

    const { query, zipkin, collector } = this.tracing;
    for (const service of [query, zipkin, collector]) addAddonService(this, self, service);
    this.addPods(self, props, {
      basePath: address?.path ?? '',
      retention: renderHours(
        (variant.kind === 'demo' ? undefined : variant.jaeger.retention) ?? Duration.days(3),
      ),
    });
    this.turnOn(namespace, props.sampling ?? (variant.kind === 'demo' ? 100 : 1));
    if (variant.kind === 'production') this.guarded = this.close(self, variant.jaeger, release);
  }

  private turnOn(namespace: string, sampling: number): void {
    if (this.tracing.kind === 'zipkin-address') return;
    const { provider } = this.tracing;
    new Telemetry(this, 'mesh-default', { metadata: { namespace }, tracing: [{ provider, sampling }] });
  }

  private addPods(
    self: Addon,
    { release, image, ...props }: JaegerProps<Kind>,
    settings: JaegerSettings,
  ): void {
    const variant: AddonVariant<'jaeger'> = props.variant;
    const production = variant.kind === 'demo' ? undefined : variant.jaeger;
    const configured = this.configure(self, release, settings);
    const { health, metrics } = portsOf(release);
    addDeployment(this, self, {
      user: jaegerUser,
      automountServiceAccountToken: false,
      oldPodEnds: 'before',
      annotations: { ...scraped(metrics), ...configured.annotations },
      containers: [
        {
          name: 'jaeger',
          image: image ?? release.addons.jaeger,
          ports: [{ name: 'http', containerPort: queryPort }],
          ...configured.container,
          readinessProbe: { httpGet: health },
          livenessProbe: { httpGet: health, periodSeconds: 15, failureThreshold: 5 },
          resources: renderResources(
            variant,
            { cpu: '10m', memory: '128Mi' },
            production?.resources ?? { cpu: '200m', memory: '2Gi' },
          ),
          volumeMounts: [
            { name: 'spans', mountPath: spanFolder },
            { name: 'tmp', mountPath: '/tmp' },
            ...configured.mounts,
          ],
        },
      ],
      volumes: [
        addStorage(this, self, 'spans', production?.storage),
        { name: 'tmp', emptyDir: {} },
        ...configured.volumes,
      ],
    });
  }

  /** By a file or by the environment, whichever this Jaeger reads. */
  private configure(self: Addon, release: IstioRelease, settings: JaegerSettings): Configured {
    if (!isCollector(release)) {
      const env = jaegerEnvironment(
        settings,
        this.tracing.collector.ports.some(({ name }) => name === 'grpc-otel'),
      );
      return { container: { env }, mounts: [], volumes: [], annotations: {} };
    }
    const yaml = jaegerYaml(settings);
    kubeObject(this, 'ConfigMap', objectOf(self), { data: { 'config.yaml': yaml } });
    return {
      container: { args: ['--config', '/jaeger-configuration/config.yaml'] },
      mounts: [{ name: 'config', mountPath: '/jaeger-configuration', readOnly: true }],
      volumes: [{ name: 'config', configMap: { name: self.name } }],
      annotations: checksum(yaml),
    };
  }

  private close(self: Addon, { visitors = [] }: JaegerProduction, release: IstioRelease): Guarded {
    guard(this, self, {
      ingress: [
        allow(
          this.tracing.collector.ports.map(({ port }) => port),
          [everyPod],
        ),
        allow([portsOf(release).metrics], [prometheusPods]),
        ...(visitors.length === 0 ? [] : [allow([queryPort], visitors.map(podsOf))]),
      ],
      egress: [],
    });
    return {
      name: self.name,
      pods: { kind: 'workload', labels: self.selector, namespace: self.namespace },
      port: queryPort,
    };
  }
}

interface Configured {
  readonly container: Partial<AddonContainer>;
  readonly mounts: NonNullable<AddonContainer['volumeMounts']>;
  readonly volumes: Parameters<typeof addDeployment>[2]['volumes'];
  readonly annotations: Readonly<Record<string, string>>;
}

/** Whether the release's Jaeger is of version 2: an OpenTelemetry Collector, configured by a file. */
function isCollector({ addons }: IstioRelease): boolean {
  return imageVersion(addons.jaeger).name === 'jaeger';
}

/** Where it says whether it is well, and its metrics. */
function portsOf(release: IstioRelease) {
  return isCollector(release)
    ? { health: { path: '/status', port: 13133 }, metrics: 8888 }
    : { health: { path: '/', port: 14269 }, metrics: 14269 };
}

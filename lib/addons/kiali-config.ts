import { ConfigError } from '../diagnostics/error';
import { toConfigYaml } from '../synth/yaml';
import type { DashboardFiles } from './dashboard-maps';
import type { IGrafana } from './grafana';
import type { IJaeger } from './jaeger';
import type { IPrometheus } from './prometheus';
import type { VariantKind } from './variant';

/** What Kiali is told. */
export interface KialiSettings {
  readonly kind: VariantKind;
  /** The tag of its image. */
  readonly version: { readonly tag: string; readonly major: number };
  /** Where it runs, and the mesh's root namespace. */
  readonly namespace: string;
  readonly prometheus: IPrometheus;
  /** Nothing where Kiali could not look anything up there. */
  readonly grafana: IGrafana | undefined;
  readonly jaeger: IJaeger;
  /** Whether it may ask istiod, by forwarding a port. */
  readonly asksIstiod: boolean;
}

type Table = Readonly<Record<string, unknown>>;

/** Kiali's configuration file. Version 2 has other names for some of it; what a version does not know it ignores. */
export function kialiYaml(settings: KialiSettings): string {
  const { kind, namespace, prometheus, grafana, jaeger, version } = settings;
  return toConfigYaml({
    auth: { strategy: kind === 'demo' ? 'anonymous' : 'token' },
    deployment: {
      instance_name: 'kiali',
      namespace,
      view_only_mode: true,
      ...(version.major < 2 ? { accessible_namespaces: ['**'] } : { cluster_wide_access: true }),
    },
    external_services: {
      custom_dashboards: { enabled: true },
      grafana: grafana === undefined ? { enabled: false } : grafanaOf(settings, grafana),
      istio: { root_namespace: namespace, ...istiod(settings) },
      prometheus: { url: prometheus.url },
      tracing: {
        enabled: true,
        // Over HTTP, so that the same address also tells Jaeger's version.
        use_grpc: false,
        ...addresses(version.major, jaeger),
      },
    },
    ...(version.major < 2 && {
      istio_namespace: namespace,
      // Both would have it read Secrets.
      kiali_feature_flags: {
        certificates_information_indicators: { enabled: false },
        clustering: { enabled: false },
      },
    }),
    server: { port: 20001, web_root: '/kiali', ...metrics(version.major) },
  });
}

/** The first versions don't know that they may leave istiod alone, but they can leave out what they ask it for. */
function istiod({ version, asksIstiod }: KialiSettings): Table {
  return {
    istio_api_enabled: asksIstiod,
    ...(version.major < 2 && { component_status: { enabled: asksIstiod } }),
  };
}

function metrics(major: number): Table {
  return major < 2
    ? { metrics_enabled: true, metrics_port: 9090 }
    : { observability: { metrics: { enabled: true, port: 9090 } } };
}

function grafanaOf({ kind, version }: KialiSettings, grafana: IGrafana): Table {
  return {
    enabled: true,
    auth: { type: kind === 'demo' ? 'none' : 'bearer' },
    ...addresses(version.major, grafana),
    dashboards: linkedDashboards(grafana.dashboards),
  };
}

/** Where Kiali itself finds a service, and where it sends browsers. */
function addresses(major: number, to: { readonly url: string; readonly address?: string }): Table {
  const [inside, outside] = major < 2 ? ['in_cluster_url', 'url'] : ['internal_url', 'external_url'];
  return {
    [inside as string]: to.url,
    ...(to.address !== undefined && { [outside as string]: to.address }),
  };
}

/** What Kiali knows and hands on to a dashboard, where the dashboard has a variable of that name. */
const handedOn = ['namespace', 'service', 'workload', 'app', 'version'] as const;

/** Grafana's dashboards by title, as Kiali searches for them, with the variables that it can fill in. */
export function linkedDashboards(files: DashboardFiles): readonly Table[] {
  return Object.entries(files).map(([file, text]) => {
    const { title, templating } = JSON.parse(text) as {
      readonly title?: string;
      readonly templating?: { readonly list?: readonly { readonly name: string }[] };
    };
    if (title === undefined) {
      throw new ConfigError({
        at: file,
        problem: 'a dashboard has a title',
        got: title,
        instead: 'give it one',
      });
    }
    const names = templating?.list?.map(({ name }) => name) ?? [];
    const filled = handedOn.filter((name) => names.includes(name)).map((name) => [name, `var-${name}`]);
    return { name: title, ...(filled.length > 0 && { variables: Object.fromEntries(filled) }) };
  });
}

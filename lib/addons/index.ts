export { type Addons, type AddonsProps, buildAddons } from './addons';
export type { DashboardFiles } from './dashboard-maps';
export { Grafana, type GrafanaProps, type IGrafana } from './grafana';
export { type IJaeger, Jaeger, type JaegerProps } from './jaeger';
export { Kiali, type KialiProps } from './kiali';
export type { MemorySize } from './memory-size';
export { MeshTracing, type ProviderTracing, type ZipkinAddressTracing } from './mesh-tracing';
export type {
  CommonProduction,
  GrafanaProduction,
  JaegerProduction,
  KialiProduction,
  ProductionSettings,
  PrometheusProduction,
  Resources,
  Storage,
} from './production';
export { type IPrometheus, Prometheus, type PrometheusProps } from './prometheus';
export { type Access, ScrapeJob } from './scrape-job';
export { SecretKey } from './secret-key';
export { AddonVariant, type Demo, type Production } from './variant';

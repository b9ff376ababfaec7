export { AccessLog, AccessLogProvider } from './access-log';
export type { ChartValues, OperatorValues } from './chart-values';
export type { Amount, ComputeResources, Cpu, Memory } from './compute-resources';
export { type DemoInstallation, demoInstallation } from './demo-installation';
export { type GatewayApiIngress, gatewayApiIngress, type Ingress } from './gateway-api-ingress';
export type { GatewayOptions, InstalledEgress, InstalledIngress } from './gateway-installation';
export { type ChartWithValues, type HelmRelease, helmReleases } from './helm-release';
export {
  type HelmIngressGatewayOptions,
  IngressGateway,
  type IngressGatewayOrigin,
  type IstioctlIngressGatewayOptions,
  type LabelledIngressGatewayOptions,
} from './ingress-gateway';
export type { HelmInstallation, IstioctlInstallation } from './installation';
export { installationFolders } from './installation-folders';
export type {
  ControlPlane,
  FurtherGatewayValues,
  Gateways,
  HelmGateway,
  HelmOptions,
  Images,
  InstallationOptions,
  IstioctlGateway,
  IstioctlOptions,
  Platform,
} from './installation-options';
export { type IstioOperator, istioOperator } from './istio-operator';
export type { ExtensionProvider, MeshConfig, MutualTls, ProxyDefaults } from './mesh-config';
export { MeshInstallation } from './mesh-installation';
export {
  type GatewayDefaults,
  type Profile,
  type ProfileEgress,
  type ProfileIngress,
  profiles,
} from './profile';
export type { Replicas } from './replicas';
export {
  type OpenTelemetryTracing,
  type ProviderAddress,
  type SkyWalkingTracing,
  TracingProvider,
  type ZipkinTracing,
} from './tracing-provider';

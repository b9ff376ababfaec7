export { Injection, type InjectionLabel } from './injection';
export { MeshNamespace, type MeshNamespaceProps, type NamespaceLabels } from './mesh-namespace';
export { Microservice, type MicroserviceObjects } from './microservice';
export type {
  AccountSettings,
  MicroserviceProps,
  MicroserviceVersion,
  ServiceSettings,
} from './microservice-props';
export { plusService } from './plus-service';
export type { ContainerSettings, DeploymentSettings, PodSettings, PodSpecSettings } from './pod-settings';
export type { NamedPort, ProtocolPort, ProtocolPortName, ResolvedPort, ServicePort } from './service-port';

export { Injection, type InjectionLabel } from './injection';
export type {
  ContainerSettings,
  DeploymentSettings,
  PodSpecSettings,
  ServiceSpecSettings,
} from './kubernetes-fields';
export { MeshNamespace, type MeshNamespaceProps, type NamespaceLabels } from './mesh-namespace';
export { Microservice, type MicroserviceObjects } from './microservice';
export type {
  AccountSettings,
  MicroserviceProps,
  MicroserviceVersion,
  ServiceSettings,
} from './microservice-props';
export { type PlusMeshService, type PlusService, plusService } from './plus-service';
export { type PlusResource, type PlusWorkload, plusWorkload } from './plus-workload';
export type { PodSettings } from './pod-settings';
export type { NamedPort, ProtocolPort, ProtocolPortName, ResolvedPort, ServicePort } from './service-port';

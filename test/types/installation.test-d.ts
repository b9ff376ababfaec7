import type { ChartWithValues } from '../../lib/install/helm-release';
import { MeshInstallation } from '../../lib/install/mesh-installation';
import { TracingProvider } from '../../lib/install/tracing-provider';
import { IstioRelease } from '../../lib/release/istio-release';

const release = IstioRelease.latest;

// The gateways of a profile are known by name.
MeshInstallation.istioctl({ release }).ingress['istio-ingressgateway'].labels;
MeshInstallation.helm({ release, profile: 'demo' }).egress['istio-egressgateway'].ports;
// @ts-expect-error the default profile has no egress gateway
MeshInstallation.istioctl({ release }).egress['istio-egressgateway'];
// @ts-expect-error the minimal profile has no ingress gateway
MeshInstallation.helm({ release, profile: 'minimal' }).ingress['istio-ingressgateway'];
// @ts-expect-error the ambient profile has no ingress gateway
MeshInstallation.istioctl({ release, profile: 'ambient' }).ingress['istio-ingressgateway'];

// Named gateways take the place of the profile's.
const edge = MeshInstallation.helm({ release, profile: 'demo', gateways: { ingress: { edge: {} } } });
edge.ingress.edge.labels;
edge.egress['istio-egressgateway'].labels;
// @ts-expect-error the gateways that were named have no such one
edge.ingress['istio-ingressgateway'];

// @ts-expect-error there is no such profile
MeshInstallation.istioctl({ release, profile: 'production' });
// @ts-expect-error a gateway without ports serves nothing
MeshInstallation.istioctl({ release, gateways: { ingress: { edge: { ports: [] } } } });
// @ts-expect-error not a type of Service
MeshInstallation.istioctl({ release, gateways: { ingress: { edge: { service: 'Loadbalancer' } } } });
// @ts-expect-error not an amount of memory
MeshInstallation.istioctl({ release, proxyResources: { requests: { memory: '40' } } });
// @ts-expect-error not an amount of CPU
MeshInstallation.istioctl({ release, proxyResources: { requests: { cpu: '10M' } } });
// @ts-expect-error traffic to unknown hosts is either let out or not
MeshInstallation.istioctl({ release, mesh: { outboundTraffic: 'ALLOW_ANY' } });
// @ts-expect-error defaults are providers, not their names
MeshInstallation.istioctl({ release, mesh: { defaultTracing: ['jaeger'] } });
// @ts-expect-error no provider is the default: leave it out
MeshInstallation.istioctl({ release, mesh: { defaultTracing: [] } });
// @ts-expect-error a provider refers to a service, not to a name
TracingProvider.zipkin({ name: 'zipkin', service: 'zipkin.istio-system', port: 9411 });

// What a chart doesn't know is an error, not a silent nothing.
MeshInstallation.helm({ release, values: { istiod: { global: { proxy: { logLevel: 'debug' } } } } });
// @ts-expect-error misspelt: traceSampling
MeshInstallation.helm({ release, values: { istiod: { tracesampling: 100 } } });
// @ts-expect-error misspelt further down: logLevel
MeshInstallation.helm({ release, values: { istiod: { global: { proxy: { loglevel: 'debug' } } } } });
// @ts-expect-error sampling is a number of percent
MeshInstallation.helm({ release, values: { istiod: { traceSampling: '100' } } });
// @ts-expect-error charts read the defaults themselves
MeshInstallation.helm({ release, values: { base: { _internal_defaults_do_not_set: {} } } });
// @ts-expect-error the chart gateway knows no meshConfig
MeshInstallation.helm({ release, gateways: { ingress: { edge: { values: { meshConfig: {} } } } } });
// @ts-expect-error the chart gateway knows Deployment and DaemonSet
MeshInstallation.helm({ release, gateways: { ingress: { edge: { values: { kind: 'StatefulSet' } } } } });
// @ts-expect-error ztunnel has no templates for injection
MeshInstallation.helm({ release, values: { ztunnel: { sidecarInjectorWebhook: {} } } });
// @ts-expect-error the values of one chart are not those of another
export const mixed: ChartWithValues = { chart: 'base', values: { traceSampling: 100 } };

// Each way has its own way out.
MeshInstallation.istioctl({ release, operator: { components: {} } });
// @ts-expect-error an IstioOperator is nothing that Helm reads
MeshInstallation.helm({ release, operator: { components: {} } });
// @ts-expect-error istioctl's gateways take k8s settings, not values of the chart gateway
MeshInstallation.istioctl({ release, gateways: { ingress: { edge: { values: { kind: 'DaemonSet' } } } } });
// @ts-expect-error istioctl doesn't know the chart's pdb
MeshInstallation.istioctl({ release, values: { istiod: { pdb: { minAvailable: 1 } } } });

// The ways out don't lead away from what a Gateway refers to.
MeshInstallation.helm({ release, gateways: { ingress: { edge: { values: { labels: { team: 'mesh' } } } } } });
const otherLabel = { istio: 'other' };
// @ts-expect-error the label that Gateways select by follows from the gateway's name
MeshInstallation.helm({ release, gateways: { ingress: { edge: { values: { labels: otherLabel } } } } });
// @ts-expect-error the name is the key
MeshInstallation.helm({ release, gateways: { ingress: { edge: { values: { name: 'other' } } } } });
// @ts-expect-error ports have a place of their own
MeshInstallation.helm({ release, gateways: { ingress: { edge: { values: { service: { ports: [] } } } } } });
// @ts-expect-error ports have a place of their own, by istioctl too
MeshInstallation.istioctl({ release, gateways: { ingress: { edge: { k8s: { service: { ports: [] } } } } } });

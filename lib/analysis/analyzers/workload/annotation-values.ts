import { isIP } from 'node:net';

/** Why a value is none that an annotation takes; undefined where it is. */
type Check = (value: string) => string | undefined;

const isPort = (text: string) => /^\d{1,5}$/.test(text.trim()) && Number(text) <= 65_535;

const ports: Check = (value) =>
  value.trim() === '' || value.split(',').every(isPort)
    ? undefined
    : 'a list of port numbers, such as 3306,6379';

const allOrPorts: Check = (value) => (value === '*' ? undefined : ports(value) && `${ports(value)}, or *`);

const isSubnet = (text: string) => {
  const [address = '', bits = ''] = text.split('/');
  const width = isIP(address) === 4 ? 32 : isIP(address) === 6 ? 128 : -1;
  return /^\d{1,3}$/.test(bits) && Number(bits) <= width;
};

const subnets: Check = (value) =>
  value === '' || value.split(',').every(isSubnet) ? undefined : 'a list of CIDR blocks, such as 10.0.0.0/8';

const allOrSubnets: Check = (value) =>
  value === '*' ? undefined : subnets(value) && `${subnets(value)}, or *`;

const port: Check = (value) => (isPort(value) ? undefined : 'a port number');

const count: Check = (value) =>
  /^\d+$/.test(value) && Number(value) < 2 ** 32 ? undefined : 'a whole number that is not negative';

const yesOrNo: Check = (value) =>
  /^(?:1|t|T|true|TRUE|True|0|f|F|false|FALSE|False)$/.test(value) ? undefined : 'true or false';

const mode: Check = (value) =>
  ['REDIRECT', 'TPROXY', 'NONE'].includes(value) ? undefined : 'REDIRECT, TPROXY or NONE';

const quantity: Check = (value) =>
  /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+|[KMGTPE]i|[numkMGTPE])?$/.test(value)
    ? undefined
    : 'a quantity, such as 100m or 128Mi';

const interfaces: Check = (value) =>
  value === '' || value.split(',').every((name) => /^[^\s/:]{1,15}$/.test(name.trim()))
    ? undefined
    : 'a list of names of network interfaces';

/** The values that the injector checks, by annotation; a pod with another is refused. */
export const annotationValues: Readonly<Record<string, Check>> = {
  'sidecar.istio.io/interceptionMode': mode,
  'status.sidecar.istio.io/port': port,
  'readiness.status.sidecar.istio.io/initialDelaySeconds': count,
  'readiness.status.sidecar.istio.io/periodSeconds': count,
  'readiness.status.sidecar.istio.io/failureThreshold': count,
  'traffic.sidecar.istio.io/includeOutboundIPRanges': allOrSubnets,
  'traffic.sidecar.istio.io/excludeOutboundIPRanges': subnets,
  'traffic.sidecar.istio.io/includeInboundPorts': allOrPorts,
  'traffic.sidecar.istio.io/excludeInboundPorts': ports,
  'traffic.sidecar.istio.io/includeOutboundPorts': allOrPorts,
  'traffic.sidecar.istio.io/excludeOutboundPorts': ports,
  'traffic.sidecar.istio.io/excludeInterfaces': interfaces,
  'traffic.sidecar.istio.io/kubevirtInterfaces': interfaces,
  'istio.io/reroute-virtual-interfaces': interfaces,
  'prometheus.istio.io/merge-metrics': yesOrNo,
  'sidecar.istio.io/proxyCPU': quantity,
  'sidecar.istio.io/proxyCPULimit': quantity,
  'sidecar.istio.io/proxyMemory': quantity,
  'sidecar.istio.io/proxyMemoryLimit': quantity,
};

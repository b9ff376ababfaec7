import { fault, within } from '../diagnostics/fault';
import { type IMeshService, meshService } from '../istio/references/mesh-service';
import { domainName } from '../istio/references/mesh-settings';
import {
  anyText,
  type Check,
  filledText,
  flag,
  kubernetesFields,
  list,
  oneOf,
  record,
} from '../values/check';
import { count } from '../values/count';
import { path } from '../values/path';
import { portNumber } from '../values/port';
import { optional, type Shape, shape, variants } from '../values/shape';
import type { AccessLog } from './access-log';
import {
  allProviders,
  type ExtensionProvider,
  type MeshConfig,
  type MutualTls,
  type ProxyDefaults,
} from './mesh-config';
import type { ProviderAddress, TracingProvider } from './tracing-provider';

const accessLog = variants<AccessLog>('an access log', {
  off: {},
  text: { path: optional(path), format: optional(filledText('the format of a line', "'%RESPONSE_CODE%'")) },
  json: { path: optional(path), fields: optional(record(anyText)) },
});

const address = {
  name: filledText('the name of a provider', "'jaeger', by which Telemetry resources refer to it"),
  service: meshService,
  port: portNumber,
} satisfies Shape<ProviderAddress>;

/** What tracing providers and collectors of access logs are made of. */
const tracing = {
  opentelemetry: { ...address, maxTagLength: optional(count(1)), httpPath: optional(path) },
  zipkin: { ...address, maxTagLength: optional(count(1)), use64BitTraceIds: optional(flag) },
  skywalking: {
    ...address,
    accessToken: optional(filledText('the token of a collector', 'the one that it asks for')),
  },
};

const tracingProvider = variants<TracingProvider>('a tracing provider', tracing, portIsKnown);

const extensionProvider = variants<ExtensionProvider>(
  'a provider',
  { ...tracing, 'opentelemetry-access-log': address },
  portIsKnown,
);

/** Where the ports of a service are known, its port is one of them. */
function portIsKnown({ service, port }: { readonly service: IMeshService; readonly port: number }) {
  const known = service.ports.map(({ number }) => number);
  if (known.length === 0 || known.includes(port)) return undefined;
  return within('port', fault(`${service.host} has no such port`, port, `known are ${known.join(', ')}`));
}

const proxyDefaults = shape<ProxyDefaults>({
  startsFirst: optional(flag),
  metadata: optional(record(anyText)),
  zipkin: optional(
    shape<NonNullable<ProxyDefaults['zipkin']>>(
      { service: meshService, port: portNumber },
      { rule: portIsKnown },
    ),
  ),
  extra: optional(kubernetesFields),
});

const eachOnce: Check<MeshConfig> = (config) => {
  const names = allProviders(config).map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  return twice === undefined
    ? undefined
    : within(
        'providers',
        fault(
          'two providers share a name, so that a Telemetry resource could mean either',
          twice,
          'give each its own name',
        ),
      );
};

/** What is configured once for the whole mesh. */
export const meshConfig: Check<MeshConfig> = shape<MeshConfig>(
  {
    accessLog: optional(accessLog),
    providers: optional(list(extensionProvider, { least: 0 })),
    defaultTracing: optional(list(tracingProvider)),
    outboundTraffic: optional(oneOf('allow-any', 'registry-only')),
    mtls: optional(
      shape<MutualTls>({ automatic: optional(flag), minimumVersion: optional(oneOf('1.2', '1.3')) }),
    ),
    trustDomain: optional(domainName('a trust domain', 'example.org')),
    proxy: optional(proxyDefaults),
    extra: optional(kubernetesFields),
  },
  { rule: eachOnce },
);

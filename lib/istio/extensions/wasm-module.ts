import type { TrafficExtensionSpecWasm } from '../../../imports/extensions.istio.io/traffic-extension';
import { type Check, isPlain, keyOf, kubernetesFields, record, text } from '../../values/check';
import { defined } from '../../values/defined';
import { objectName } from '../../values/object-name';
import { optional, type Shape, variants } from '../../values/shape';
import { isModuleUrl } from '../../values/url';
import { variableName, variableValue } from '../proxy-config/proxy-config';
import type { Plain } from '../resource';

/** An environment variable of the proxy's own, which a module sees too. */
export interface HostVariable {
  readonly kind: 'host-variable';
}

/** The variable as the proxy's container has it. */
export const hostVariable: HostVariable = { kind: 'host-variable' };

/** A module of WebAssembly for Envoy, and what it is run with. */
export interface WasmModule {
  /** `oci://…` or the name of an image for a registry, `https://…`, or `file:///…` in the proxy's container. */
  readonly url: string;
  /** The sum of the module, or of the image, in hexadecimal digits. @default - nothing is compared */
  readonly sha256?: string;
  /** @default - `if-not-present`, and `always` for the tag `latest` */
  readonly imagePullPolicy?: 'if-not-present' | 'always';
  /** A Secret in the namespace of the workloads, for the registry. @default - none */
  readonly imagePullSecret?: string;
  /** What the module is configured with. @default - nothing */
  readonly pluginConfig?: Readonly<Record<string, unknown>>;
  /** What it is called in Envoy's configuration and logs. @default - its own name for itself */
  readonly pluginName?: string;
  /**
   * What becomes of traffic when the module can't be loaded or fails: refused, let through, or loaded anew.
   * @default 'fail-close'
   */
  readonly failStrategy?: 'fail-close' | 'fail-open' | 'fail-reload';
  /** Whether it works on requests or on connections. @default 'http' */
  readonly type?: 'http' | 'network';
  /** Environment variables of the module. @default - none */
  readonly env?: Readonly<Record<string, string | HostVariable>>;
}

type Rendered = Plain<TrafficExtensionSpecWasm>;

const pullPolicies = { 'if-not-present': 'IfNotPresent', always: 'Always' } as const satisfies Record<
  NonNullable<WasmModule['imagePullPolicy']>,
  Rendered['imagePullPolicy']
>;

const failStrategies = {
  'fail-close': 'FAIL_CLOSE',
  'fail-open': 'FAIL_OPEN',
  'fail-reload': 'FAIL_RELOAD',
} as const satisfies Record<NonNullable<WasmModule['failStrategy']>, Rendered['failStrategy']>;

const types = { http: 'HTTP', network: 'NETWORK' } as const satisfies Record<
  NonNullable<WasmModule['type']>,
  Rendered['type']
>;

const ofHost = variants<HostVariable>('a variable', { 'host-variable': {} });

const variable: Check<string | HostVariable> = (value: string | HostVariable) =>
  isPlain(value) ? ofHost(value as HostVariable) : variableValue(value as string);

/** The checks of {@link WasmModule}, to be joined with those of a kind's own. */
export const wasmModule = {
  url: text({
    holds: isModuleUrl,
    problem: 'a module is at a URL with oci, https, http or file',
    instead: "write for example 'oci://ghcr.io/example/filter:1.0'",
  }),
  sha256: optional(
    text({
      holds: (sum) => /^[a-f0-9]{64}$/.test(sum),
      problem: 'a sum of SHA-256 has 64 hexadecimal digits in small letters',
      instead: 'write what `sha256sum` says of the module',
    }),
  ),
  imagePullPolicy: optional(keyOf(pullPolicies)),
  imagePullSecret: optional(objectName),
  pluginConfig: optional(kubernetesFields as Check<Readonly<Record<string, unknown>>>),
  pluginName: optional(
    text({
      holds: (name) => name !== '' && name.length <= 256,
      problem: 'the name of a plugin has 1 to 256 characters',
      instead: "write for example 'basic-auth'",
    }),
  ),
  failStrategy: optional(keyOf(failStrategies)),
  type: optional(keyOf(types)),
  env: optional(record(variable, { name: variableName })),
} satisfies Shape<WasmModule>;

export function renderModule(module: WasmModule): Rendered {
  const { url, sha256, imagePullPolicy, imagePullSecret, pluginConfig, pluginName } = module;
  const { failStrategy, type, env } = module;
  return defined<Rendered>({
    url,
    sha256,
    imagePullPolicy: imagePullPolicy && pullPolicies[imagePullPolicy],
    imagePullSecret,
    pluginConfig,
    pluginName,
    failStrategy: failStrategy && failStrategies[failStrategy],
    type: type && types[type],
    vmConfig: env && { env: Object.entries(env).map(([name, value]) => renderVariable(name, value)) },
  });
}

function renderVariable(name: string, value: string | HostVariable) {
  return typeof value === 'string' ? { name, value } : { name, valueFrom: 'HOST' as const };
}

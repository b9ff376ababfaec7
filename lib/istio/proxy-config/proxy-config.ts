import type { Construct } from 'constructs';
import * as generated from '../../../imports/networking.istio.io/proxy-config';
import { type Check, filledText, record, text } from '../../values/check';
import { count } from '../../values/count';
import { defined } from '../../values/defined';
import type { AtLeastOne } from '../../values/non-empty';
import { optional, shape } from '../../values/shape';
import { foreignWorkload, type IWorkload, workload } from '../references/workload';
import { type IstioObjectProps, IstioResource, objectProps, type Plain, resourceKind } from '../resource';

/** What a ProxyConfig can say of sidecars and gateways. */
export interface ProxySettings {
  /** How many threads a proxy works with. @default - as many as its CPU limit allows */
  readonly concurrency: number | 'all-cores';
  /** Environment variables of the proxy's container; `ISTIO_META_…` are told to istiod too. */
  readonly environmentVariables: Readonly<Record<string, string>>;
  /** Which of the images that the hub has of a release: Istio publishes `default`, `debug` and `distroless`. */
  readonly imageType: string;
}

interface ProxyConfigOptions extends IstioObjectProps {
  /**
   * The pods that it is for, in its own namespace.
   * @default - all of its namespace; in the root namespace, all of the mesh
   */
  readonly workload?: IWorkload;
}

/** How proxies are run, and those of which pods; at least one setting. */
export type ProxyConfigProps = AtLeastOne<ProxySettings> & ProxyConfigOptions;

type Properties = Partial<ProxySettings> & ProxyConfigOptions;

const threads = count(1);

const concurrency: Check<number | 'all-cores'> = (value: unknown) =>
  value === 'all-cores' ? undefined : (zeroFault(value) ?? threads(value as number));

/** Istio reads 0 as all cores, and who writes it may mean none. */
function zeroFault(value: unknown) {
  const found = value === 0 ? threads(value) : undefined;
  return found && { ...found, instead: "write 'all-cores', which is what Istio takes 0 for" };
}

/** Istio's limit. */
const longestVariable = 2048;

/** The value of an environment variable of a proxy. */
export const variableValue: Check<string> = text({
  holds: (value) => value.length <= longestVariable,
  problem: `the value of a variable has at most ${longestVariable} characters`,
  instead: 'write a shorter one',
});

/** What Kubernetes takes for the name of an environment variable. */
export const variableName: Check<string> = text({
  holds: (name) => /^[-._a-zA-Z][-._a-zA-Z0-9]{0,255}$/.test(name),
  problem: 'an environment variable is named by letters, digits, underscores, dashes and dots',
  instead: "write for example { ISTIO_META_REGION: 'eu' }",
});

type Rendered = Plain<generated.ProxyConfigSpec>;

const proxyConfig = resourceKind<Properties, generated.ProxyConfigSpec>({
  generated: generated.ProxyConfig,
  check: shape<Properties>(
    {
      ...objectProps,
      workload: optional(workload),
      concurrency: optional(concurrency),
      environmentVariables: optional(record(variableValue, { name: variableName })),
      imageType: optional(filledText('the type of an image', "'distroless'")),
    },
    { atLeastOne: ['concurrency', 'environmentVariables', 'imageType'] },
  ),
  rule: ({ workload }, place) => workload && foreignWorkload(workload, place),
  render: ({ workload, concurrency, environmentVariables, imageType }) =>
    defined<Rendered>({
      selector: workload && { matchLabels: { ...workload.labels } },
      concurrency: concurrency === 'all-cores' ? 0 : concurrency,
      environmentVariables: environmentVariables && { ...environmentVariables },
      image: imageType === undefined ? undefined : { imageType },
    }),
});

/**
 * Sets what proxies are started with; those that run keep what they have until their pods are made anew. One without a
 * workload is enough for a namespace, and one for a workload: Istio takes no more.
 *
 * @example
 * new ProxyConfig(this, 'two-threads', { workload: reviews, concurrency: 2, imageType: 'distroless' });
 * @throws ConfigError for a concurrency of 0, a workload of another namespace
 * @see https://istio.io/latest/docs/reference/config/networking/proxy-config/
 */
export class ProxyConfig extends IstioResource<Properties> {
  public constructor(scope: Construct, id: string, props: ProxyConfigProps) {
    super(scope, id, proxyConfig, props);
  }
}

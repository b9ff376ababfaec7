import type { Duration } from 'cdk8s';
import { fault } from '../diagnostics/fault';
import { workload } from '../istio/references/workload';
import { type Check, isPlain, list, text } from '../values/check';
import { namespaceName } from '../values/dns-label';
import { duration } from '../values/duration';
import { labels } from '../values/labels';
import { objectName } from '../values/object-name';
import { optional, type Shape, shape, variants } from '../values/shape';
import { hours } from './hours';
import { memorySize } from './memory-size';
import type {
  CommonProduction,
  GrafanaProduction,
  JaegerProduction,
  KialiProduction,
  ProductionSettings,
  PrometheusProduction,
  Resources,
  Storage,
} from './production';
import { secretKey } from './secret-key';
import type { AddonVariant } from './variant';

export { imageReference as image } from '../values/image';

/** What every add-on is told beside its own. */
export const commonProps = { namespace: optional(namespaceName), labels: optional(labels) };

const resources = shape<Resources>({
  cpu: text({
    holds: (cpu) => /^(\d+m|\d+(\.\d{1,3})?)$/.test(cpu) && Number.parseFloat(cpu) > 0,
    problem: 'processor time is in cores or thousandths',
    instead: "write for example '100m' or '0.5'",
  }),
  memory: memorySize,
});

const storage = shape<Storage>({ size: memorySize, storageClass: optional(objectName) });

/** How often metrics are asked for: Prometheus reads whole milliseconds. */
export const interval: Check<Duration> = duration;

const common = {
  resources: optional(resources),
  visitors: optional(list(workload, { least: 0 })),
} satisfies Shape<CommonProduction>;

const productions: { readonly [Part in keyof ProductionSettings]: Check<ProductionSettings[Part]> } = {
  prometheus: shape<PrometheusProduction>({ ...common, storage, retention: optional(hours) }),
  grafana: shape<GrafanaProduction>({
    ...common,
    admin: shape<GrafanaProduction['admin']>({ user: secretKey, password: secretKey }),
    secretKey: optional(secretKey),
    storage,
  }),
  jaeger: shape<JaegerProduction>({ ...common, storage, retention: optional(hours) }),
  kiali: shape<KialiProduction>({ ...common, signingKey: secretKey, grafanaToken: optional(secretKey) }),
};

/** How an add-on is run: as in the guide, or with what that add-on needs to be run for good; others may be in it too. */
export function variantFor<Part extends keyof ProductionSettings>(part: Part): Check<AddonVariant<Part>> {
  const others = Object.fromEntries(
    Object.entries(productions).map(([name, check]) => [
      name,
      name === part ? check : optional(check as Check<object>),
    ]),
  );
  return variants<{ readonly kind: 'demo' | 'production' }>('a variant', {
    demo: {},
    production: others,
  });
}

/** How all add-ons are run. */
export const anyVariant: Check<AddonVariant> = variants<AddonVariant>('a variant', {
  demo: {},
  production: productions,
});

/** A URL of an add-on that is described here, or elsewhere. */
export const url = text({
  holds: (address) => URL.canParse(address) && /^https?:/.test(address),
  problem: 'the address of an add-on is a URL',
  instead: "write for example 'http://prometheus.monitoring:9090'",
});

/** An add-on that another one asks: a construct of this app, or one that is described elsewhere. */
export function addonLike(what: string, instead: string): Check<{ readonly url: string }> {
  return (value: unknown) => {
    if (!isPlain(value) || url(value.url as string) !== undefined)
      return fault(`${what} is expected`, value, instead);
    return undefined;
  };
}

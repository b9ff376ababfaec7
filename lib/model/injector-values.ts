import type { ObjectOf } from './mesh-kinds';
import type { MeshModel } from './mesh-model';
import { flag, record, text } from './shape';

const values = record({
  sidecarInjectorWebhook: record({ enableNamespacesByDefault: flag }),
  global: record({ hub: text, tag: text, variant: text, proxy: record({ image: text }) }),
});

/** What an injector was installed with, as its ConfigMap keeps it. */
export interface InjectorValues {
  readonly injectsByDefault: boolean;
  /** The image of the sidecars, such as `docker.io/istio/proxyv2:1.30.3`. */
  readonly image: string | undefined;
}

/** The values of the injector of a revision; undefined where they are not among the objects. */
export function injectorValues(model: MeshModel, revision: string | undefined): InjectorValues | undefined {
  const isDefault = revision === undefined || revision === 'default' || revision === '';
  const name = isDefault ? 'istio-sidecar-injector' : `istio-sidecar-injector-${revision}`;
  const found = model.configMaps.find((one) => one.name === name);
  return found === undefined ? undefined : valuesOf(found);
}

function valuesOf({ spec }: ObjectOf<'configMaps'>): InjectorValues | undefined {
  const written = spec.data?.values;
  if (written === undefined) return undefined;
  let parsed: unknown;
  try {
    parsed = JSON.parse(written);
  } catch {
    return undefined;
  }
  const { sidecarInjectorWebhook, global } = values(parsed) ?? {};
  const image = global?.proxy?.image ?? 'proxyv2';
  const isWhole = image.includes('/');
  return {
    injectsByDefault: sidecarInjectorWebhook?.enableNamespacesByDefault ?? false,
    image: isWhole ? image : global?.hub && global.tag ? `${global.hub}/${image}:${global.tag}` : undefined,
  };
}

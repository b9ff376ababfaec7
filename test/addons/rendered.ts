import { type Chart, Testing } from 'cdk8s';
import { buildAddons, type DashboardFiles } from '../../lib/addons';
import { SecretKey } from '../../lib/addons/secret-key';
import { AddonVariant } from '../../lib/addons/variant';
import { IstioRelease, type IstioVersion } from '../../lib/release/istio-release';

/** Kubernetes objects as a test reads them. */
// biome-ignore lint/suspicious/noExplicitAny: any field of any kind
export type Rendered = any;

/** The one object of a kind and name. */
export function find(objects: readonly Rendered[], kind: string, name: string): Rendered {
  const found = objects.filter((object) => object.kind === kind && object.metadata.name === name);
  if (found.length !== 1) throw new Error(`${found.length} objects are ${kind} ${name}`);
  return found[0];
}

/** Every add-on for good, with nothing but what must be said. */
export const production = AddonVariant.production({
  prometheus: { storage: { size: '50Gi' } },
  grafana: {
    admin: {
      user: SecretKey.of('grafana-admin', 'user'),
      password: SecretKey.of('grafana-admin', 'password'),
    },
    storage: { size: '5Gi' },
  },
  jaeger: { storage: { size: '20Gi' } },
  kiali: {
    signingKey: SecretKey.of('kiali', 'signing-key'),
    grafanaToken: SecretKey.of('kiali-grafana', 'token'),
  },
});

export const dashboard = JSON.stringify({
  title: 'Istio service',
  templating: { list: [{ name: 'datasource' }, { name: 'namespace' }, { name: 'service' }] },
});

export function renderAddons(
  version: IstioVersion,
  variant: AddonVariant = AddonVariant.demo,
  dashboards: DashboardFiles = { 'service.json': dashboard },
) {
  const { app: _, ...charts } = buildAddons({ release: IstioRelease.of(version), variant, dashboards });
  const objects: Record<keyof typeof charts, Rendered[]> = {
    prometheus: synth(charts.prometheus),
    grafana: synth(charts.grafana),
    jaeger: synth(charts.jaeger),
    kiali: synth(charts.kiali),
  };
  return { charts, ...objects, all: Object.values(objects).flat() };
}

export function synth(chart: Chart): Rendered[] {
  return Testing.synth(chart);
}

import { App } from 'cdk8s';
import { MeshSettings, someMeshSettings } from '../istio/references/mesh-settings';
import type { IstioRelease } from '../release/istio-release';
import { istioRelease } from '../release/release-check';
import { anyText, record } from '../values/check';
import { checkedCall } from '../values/checked-call';
import type { Labels } from '../values/labels';
import { optional, shape } from '../values/shape';
import { anyVariant, commonProps } from './addon-shapes';
import type { DashboardFiles } from './dashboard-maps';
import { Grafana } from './grafana';
import { Jaeger } from './jaeger';
import { Kiali } from './kiali';
import { Prometheus } from './prometheus';
import { AddonVariant } from './variant';

/** For which Istio the four add-ons are, and how they are run. */
export interface AddonsProps {
  readonly release: IstioRelease;
  /** The mesh's root namespace. @default 'istio-system' */
  readonly namespace?: string;
  /** The dashboards that Grafana comes with, such as `dashboards(release)`. */
  readonly dashboards: DashboardFiles;
  /** @default AddonVariant.demo */
  readonly variant?: AddonVariant;
  /** Labels of every object, not of its pods, such as `ownedBy('shop')`. @default - none */
  readonly labels?: Labels;
  /** What the mesh is called. @default - Istio's own */
  readonly mesh?: Partial<MeshSettings>;
}

/** The charts of the four add-ons. */
export interface Addons {
  readonly app: App;
  readonly prometheus: Prometheus;
  readonly grafana: Grafana;
  readonly jaeger: Jaeger;
  readonly kiali: Kiali;
}

const addonsProps = shape<AddonsProps>({
  ...commonProps,
  release: istioRelease,
  // Grafana, which takes them, looks into each.
  dashboards: record(anyText, { least: 0 }),
  variant: optional(anyVariant),
  mesh: optional(someMeshSettings),
});

/**
 * Prometheus, Grafana, Jaeger and Kiali as one chart each, numbered in the order in which they are applied, and wired
 * to one another and to the mesh: `kubectl apply -f dist/addons/`.
 *
 * @example
 * const release = IstioRelease.latest;
 * const { jaeger } = buildAddons({ release, dashboards: dashboards(release) });
 * MeshInstallation.istioctl({ release, mesh: jaeger.tracing.mesh });
 */
export function buildAddons(props: AddonsProps): Addons {
  const {
    variant = AddonVariant.demo,
    dashboards,
    mesh,
    ...common
  } = checkedCall('buildAddons', addonsProps, props);
  const app = new App();
  if (mesh) MeshSettings.use(app, mesh);
  const prometheus = new Prometheus(app, '10-prometheus', { ...common, variant });
  const grafana = new Grafana(app, '20-grafana', { ...common, variant, prometheus, dashboards });
  const jaeger = new Jaeger(app, '30-jaeger', { ...common, variant });
  const kiali = new Kiali(app, '40-kiali', { ...common, variant, prometheus, grafana, jaeger });
  return { app, prometheus, grafana, jaeger, kiali };
}

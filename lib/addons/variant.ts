import type { ProductionSettings } from './production';

/** As in the guide: nobody logs in, what is stored goes with the pod, requests are small. */
export interface Demo {
  readonly kind: 'demo';
}

/**
 * Run for good: logins, persistent volumes, resources, network policies. Nothing is opened to the outside.
 *
 * @typeParam Part the add-ons that it has settings for
 */
export type Production<Part extends keyof ProductionSettings = keyof ProductionSettings> = {
  readonly kind: 'production';
} & Pick<ProductionSettings, Part>;

/** The one choice between the two ways of running an add-on. */
export type AddonVariant<Part extends keyof ProductionSettings = keyof ProductionSettings> =
  | Demo
  | Production<Part>;

export type VariantKind = AddonVariant['kind'];

export const AddonVariant = {
  demo: { kind: 'demo' } satisfies Demo as Demo,

  /** @param settings of the add-ons that are built with it: of all four, or of some */
  production<Part extends keyof ProductionSettings>(
    settings: Pick<ProductionSettings, Part>,
  ): Production<Part> {
    return { ...settings, kind: 'production' };
  },
};

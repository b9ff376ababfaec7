import { optional, shape } from '../values/shape';
import type { Table } from './overlay';
import { type ValueNames, valuesOf } from './value-check';
import { type BaseValues, baseNames } from './values/base';
import { type CniValues, cniNames } from './values/cni';
import { type IstiodValues, istiodNames } from './values/istiod';
import { type ZtunnelValues, ztunnelNames } from './values/ztunnel';

/** Values of Istio's charts, laid over those of the installation: the way out for what has no name of its own. */
export interface ChartValues {
  readonly base?: BaseValues;
  readonly istiod?: IstiodValues;
  readonly cni?: CniValues;
  readonly ztunnel?: ZtunnelValues;
}

/** Values that the charts know and that istioctl 1.30 refuses as unknown. */
const unknownToIstioctl = {
  istiod: [
    'deploymentAnnotations',
    'initContainers',
    'pdb',
    'platform',
    'sidecarInjectorWebhookAnnotations',
    'taint',
    'trustedZtunnelName',
  ],
  cni: [
    'ambient',
    'compatibilityVersion',
    'global',
    'ownerName',
    'platform',
    'profile',
    'revision',
    'seLinuxOptions',
    'terminationGracePeriodSeconds',
    'tolerations',
    'updateStrategy',
  ],
} as const satisfies {
  readonly istiod: readonly (keyof IstiodValues)[];
  readonly cni: readonly (keyof CniValues)[];
};

type UnknownToIstioctl = {
  readonly [Chart in keyof typeof unknownToIstioctl]: (typeof unknownToIstioctl)[Chart][number];
};

/** As {@link ChartValues}, without what an IstioOperator can't say. */
export interface OperatorValues {
  readonly base?: Pick<BaseValues, 'base' | 'global'>;
  readonly istiod?: Omit<IstiodValues, UnknownToIstioctl['istiod']>;
  readonly cni?: Omit<CniValues, UnknownToIstioctl['cni']>;
  readonly ztunnel?: ZtunnelValues;
}

/** The values of istiod's chart that are not about istiod alone; all others may also be written below `pilot`. */
const shared = [
  'base',
  'compatibilityVersion',
  'experimental',
  'gatewayClasses',
  'gateways',
  'global',
  'istiodRemote',
  'meshConfig',
  'ownerName',
  'platform',
  'profile',
  'revision',
  'revisionTags',
  'sidecarInjectorWebhook',
  'telemetry',
] as const satisfies readonly (keyof IstiodValues)[];

/**
 * Istiod's values with all that is about istiod alone below `pilot`: the form that an IstioOperator wants, and that
 * charts before 1.22 did.
 */
export function belowPilot(values: IstiodValues): Table {
  const isShared = ([name]: readonly [string, unknown]): boolean =>
    (shared as readonly string[]).includes(name);
  const entries = Object.entries(values);
  const pilot = entries.filter((entry) => !isShared(entry));
  return {
    ...Object.fromEntries(entries.filter(isShared)),
    ...(pilot.length > 0 ? { pilot: Object.fromEntries(pilot) } : {}),
  };
}

/** Values of Istio's charts, by the names and types that the charts know. */
export const chartValues = shape<ChartValues>({
  base: optional(valuesOf(baseNames)),
  istiod: optional(valuesOf(istiodNames)),
  cni: optional(valuesOf(cniNames)),
  ztunnel: optional(valuesOf(ztunnelNames)),
});

/** The same without what an IstioOperator can't say. */
export const operatorValues = shape<OperatorValues>({
  base: optional(valuesOf({ base: baseNames.base, global: baseNames.global })),
  istiod: optional(valuesOf(without(istiodNames, unknownToIstioctl.istiod))),
  cni: optional(valuesOf(without(cniNames, unknownToIstioctl.cni))),
  ztunnel: optional(valuesOf(ztunnelNames)),
});

function without(names: ValueNames, unknown: readonly string[]): ValueNames {
  return Object.fromEntries(Object.entries(names).filter(([name]) => !unknown.includes(name)));
}

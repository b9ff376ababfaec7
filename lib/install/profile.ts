import type { Fault } from '../diagnostics/fault';
import type { GatewayPort } from '../istio/references/gateway-workload';
import { gatewayPorts } from '../release/gateway-ports';
import { IstioRelease, type IstioVersion } from '../release/istio-release';
import type { ComputeResources } from './compute-resources';
import type { Replicas } from './replicas';

/** What a profile gives to each gateway of one role. */
export interface GatewayDefaults {
  readonly ports: readonly GatewayPort[];
  readonly resources: ComputeResources;
  readonly replicas: Replicas | undefined;
}

/** What a profile installs, and what Istio's charts call it. */
interface ProfileFacts {
  readonly ingress: boolean;
  readonly egress: boolean;
  readonly controlPlane: boolean;
  readonly cni: boolean;
  readonly ztunnel: boolean;
  /** The namespace of what runs on every node. */
  readonly nodeNamespace: 'istio-system' | 'kube-system';
  /** The value `profile` of the charts; `undefined` where their own defaults are the profile. */
  readonly chartProfile: 'ambient' | 'demo' | 'preview' | 'remote' | 'stable' | undefined;
  readonly platform: 'openshift' | undefined;
  /** The first release that this project installs it of. */
  readonly since: IstioVersion;
}

const sidecars = {
  ingress: true,
  egress: false,
  controlPlane: true,
  cni: false,
  ztunnel: false,
  nodeNamespace: 'istio-system',
  chartProfile: undefined,
  platform: undefined,
  since: '1.16',
} as const satisfies ProfileFacts;

const ambient = {
  ...sidecars,
  ingress: false,
  cni: true,
  ztunnel: true,
  chartProfile: 'ambient',
  since: '1.24',
} as const satisfies ProfileFacts;

const openshift = { cni: true, nodeNamespace: 'kube-system', platform: 'openshift', since: '1.24' } as const;

/** The profiles of Istio that an installation starts from. */
export const profiles = {
  default: sidecars,
  demo: { ...sidecars, egress: true, chartProfile: 'demo' },
  minimal: { ...sidecars, ingress: false },
  ambient,
  openshift: { ...sidecars, ...openshift },
  'openshift-ambient': { ...ambient, ...openshift },
  preview: { ...sidecars, chartProfile: 'preview' },
  stable: { ...sidecars, chartProfile: 'stable', since: '1.24' },
  remote: { ...sidecars, ingress: false, chartProfile: 'remote', since: '1.24' },
  empty: { ...sidecars, ingress: false, controlPlane: false },
} as const satisfies Readonly<Record<string, ProfileFacts>>;

/**
 * A set of settings that Istio ships: `demo` shows everything with little CPU and memory, `default` is for
 * production, `minimal` is the control plane alone, `ambient` does without sidecars.
 *
 * @see https://istio.io/latest/docs/setup/additional-setup/config-profiles/
 */
export type Profile = keyof typeof profiles;

type With<Role extends 'ingress' | 'egress'> = {
  [P in Profile]: (typeof profiles)[P][Role] extends true ? P : never;
}[Profile];

/** The name of the ingress gateway that a profile has; `never` for one without. */
export type ProfileIngress<P extends Profile> = P extends With<'ingress'> ? 'istio-ingressgateway' : never;

/** The name of the egress gateway that a profile has; `never` for one without. */
export type ProfileEgress<P extends Profile> = P extends With<'egress'> ? 'istio-egressgateway' : never;

const limits = { cpu: '2000m', memory: '1024Mi' } as const;

/** What the gateways of a profile have when nothing is said about them. */
export function gatewayDefaults(profile: Profile, role: 'ingress' | 'egress'): GatewayDefaults {
  const demo = profile === 'demo';
  return {
    ports:
      role === 'egress'
        ? gatewayPorts.istioctl
        : [gatewayPorts.health, ...gatewayPorts.istioctl, ...(demo ? gatewayPorts.demo : [])],
    resources: {
      requests: demo ? { cpu: '10m', memory: '40Mi' } : { cpu: '100m', memory: '128Mi' },
      limits,
    },
    replicas: demo ? undefined : { min: 1, max: 5, cpuPercent: 80 },
  };
}

/** What is wrong with a profile that the release does not have, or that was not looked at for it. */
export function profileFault(profile: Profile, release: IstioRelease): Fault | undefined {
  const has = (name: Profile): boolean => isAtLeast(release, profiles[name].since);
  if (has(profile)) return undefined;
  return {
    path: ['profile'],
    problem: `the profile is known here from ${profiles[profile].since} on, and the release is ${release.version}`,
    got: profile,
    instead: `use one of ${(Object.keys(profiles) as Profile[]).filter(has).join(', ')}`,
  };
}

/**
 * What is wrong with a profile that Helm can't install of the release: charts before 1.22 don't know profiles by name,
 * and only the demo profile is written out for them.
 */
export function chartProfileFault(profile: Profile, release: IstioRelease): Fault | undefined {
  if (profiles[profile].chartProfile === undefined || profile === 'demo' || isAtLeast(release, '1.22'))
    return undefined;
  return {
    path: ['profile'],
    problem: `the charts of Istio ${release.version} don't know the profile`,
    got: profile,
    instead: "install it by istioctl, or use 'default', 'demo' or 'minimal'",
  };
}

/** Whether a release is `version` or a later one. */
export function isAtLeast(release: IstioRelease, version: IstioVersion): boolean {
  return IstioRelease.versions.indexOf(release.version) >= IstioRelease.versions.indexOf(version);
}

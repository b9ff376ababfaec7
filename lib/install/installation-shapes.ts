import { type Fault, fault } from '../diagnostics/fault';
import { allMeshSettings, someMeshSettings } from '../istio/references/mesh-settings';
import { istioRelease } from '../release/release-check';
import {
  type Check,
  every,
  filledText,
  firstFault,
  keyOf,
  kubernetesFields,
  oneOf,
  text,
} from '../values/check';
import { percent } from '../values/percent';
import { optional, type Shape, shape } from '../values/shape';
import { chartValues, operatorValues } from './chart-values';
import { computeResources } from './compute-resources';
import { gatewaysBy, installedGateways } from './gateway-shapes';
import type { HelmInstallation, IstioctlInstallation } from './installation';
import type {
  ControlPlane,
  HelmOptions,
  Images,
  InstallationOptions,
  IstioctlOptions,
} from './installation-options';
import { meshConfig } from './mesh-config-shapes';
import { chartProfileFault, type Profile, profileFault, profiles } from './profile';
import { replicas } from './replicas';

/** Where images come from. */
export const images = shape<Images>({
  hub: optional(
    text({
      holds: (hub) => /^[^\s/:]+(:\d+)?(\/[^\s/]+)+$/.test(hub),
      problem: 'a registry of images is a host with a path, without a scheme or a slash at its end',
      instead: "write for example 'docker.io/istio'",
    }),
  ),
  tag: optional(filledText('the tag of images', "'1.30.3'")),
  variant: optional(oneOf('distroless', 'debug')),
});

const revision = text({
  holds: (name) => /^[a-z0-9]([-a-z0-9]{0,54}[a-z0-9])?$/.test(name),
  problem: 'a revision becomes a part of names, so that it is of lower-case letters, digits and dashes',
  instead: "write for example '1-30-3'",
});

const common = {
  release: istioRelease,
  revision: optional(revision),
  images: optional(images),
  platform: optional(oneOf('gke', 'k3d', 'k3s', 'microk8s', 'minikube', 'openshift')),
  mesh: optional(meshConfig),
  traceSampling: optional(percent),
  proxyResources: optional(computeResources),
  controlPlane: optional(
    shape<ControlPlane>({ resources: optional(computeResources), replicas: optional(replicas) }),
  ),
} satisfies Omit<Shape<InstallationOptions<Profile, never>>, 'gateways' | 'profile' | 'settings'>;

const profile = keyOf(profiles);

type Chosen = Pick<
  InstallationOptions<Profile, { ingress?: object; egress?: object }>,
  'profile' | 'release' | 'gateways'
>;

const profileOfRelease: Check<Chosen> = ({ profile = 'default', release }) => profileFault(profile, release);

/** Two gateways whose pods have one label are one to a Gateway. */
const labelsDiffer: Check<Chosen> = ({ profile = 'default', gateways = {} }): Fault | undefined => {
  const { ingress, egress } = gatewayNames(profile, gateways);
  const label = (name: string): string => name.replace(/^istio-/, '');
  const names = [
    ...ingress.map((name) => ['ingress', name] as const),
    ...egress.map((name) => ['egress', name] as const),
  ];
  return firstFault(names.length, (index) => {
    const [role, name] = names[index] as (typeof names)[number];
    if (!names.slice(0, index).some(([, other]) => label(other) === label(name))) return undefined;
    return {
      ...fault(
        "another gateway's pods have the same label, so that a Gateway would configure both",
        `istio: ${label(name)}`,
        "choose names that differ in more than a leading 'istio-'",
      ),
      path: ['gateways', role, name],
    };
  });
};

/** The names of the gateways that were asked for, else of the profile's. */
export function gatewayNames(
  profile: Profile,
  gateways: { readonly ingress?: object; readonly egress?: object },
): { readonly ingress: readonly string[]; readonly egress: readonly string[] } {
  const { ingress, egress } = profiles[profile];
  const own = (has: boolean, name: string): readonly string[] => (has ? [name] : []);
  return {
    ingress: gateways.ingress ? Object.keys(gateways.ingress) : own(ingress, 'istio-ingressgateway'),
    egress: gateways.egress ? Object.keys(gateways.egress) : own(egress, 'istio-egressgateway'),
  };
}

const options = { ...common, profile: optional(profile), settings: optional(someMeshSettings) };

/** What `MeshInstallation.istioctl` is given. */
export const istioctlOptions: Check<IstioctlOptions<Profile, string, string>> = every(
  shape<IstioctlOptions<Profile, string, string>>({
    ...options,
    gateways: optional(gatewaysBy.istioctl),
    values: optional(operatorValues),
    operator: optional(kubernetesFields),
  }),
  profileOfRelease,
  labelsDiffer,
);

/** What `MeshInstallation.helm` is given. */
export const helmOptions: Check<HelmOptions<Profile, string, string>> = every(
  shape<HelmOptions<Profile, string, string>>({
    ...options,
    gateways: optional(gatewaysBy.helm),
    values: optional(chartValues),
  }),
  profileOfRelease,
  labelsDiffer,
  ({ profile = 'default', release }: Chosen) => chartProfileFault(profile, release),
);

const made = { ...common, profile, settings: allMeshSettings };

/** An installation as `MeshInstallation.istioctl` makes it. */
export const istioctlInstallation: Check<IstioctlInstallation> = shape<IstioctlInstallation>({
  ...made,
  kind: oneOf('istioctl'),
  ...installedGateways('istioctl'),
  values: optional(operatorValues),
  operator: optional(kubernetesFields),
});

/** An installation as `MeshInstallation.helm` makes it. */
export const helmInstallation: Check<HelmInstallation> = shape<HelmInstallation>({
  ...made,
  kind: oneOf('helm'),
  ...installedGateways('helm'),
  values: optional(chartValues),
});

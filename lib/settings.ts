import { type FoundRepository, findRepository } from './argocd/find-repository';
import type { Manifests } from './argocd/guide-applications';
import { ConfigError } from './diagnostics/error';
import { suggest } from './diagnostics/nearest-name';
import { gatewayApiIngress, type Ingress } from './install/gateway-api-ingress';
import { IngressGateway } from './install/ingress-gateway';
import type { Images } from './install/installation-options';
import { MeshSettings } from './istio/references/mesh-settings';
import { IstioRelease } from './release/istio-release';
import { defined } from './values/defined';

/** What `npm run synth` may be told by environment variables. */
export interface Settings {
  /**
   * `ISTIO_RELEASE`: a minor or a patch version, such as `1.16` or `1.30.3`. @default - the newest whose final files are described
   *
   * `ISTIO_CHARTS`: where its Helm charts are, such as a mirror (`https://…` or `oci://…`).
   * @default - where the Istio project has them
   */
  readonly release: IstioRelease;
  /**
   * `ISTIO_INGRESS`: `istioctl` or `helm`, by which the ingress gateway was installed, or `gateway-api`, for which none
   * is: istiod makes one for the guide's Gateway of the Gateway API.
   * @default 'istioctl'
   */
  readonly ingress: Ingress;
  /** `ISTIO_HUB`: where Istio's images are, such as a mirror. @default 'docker.io/istio' */
  readonly images?: Images;
  /**
   * `ISTIO_TRUST_DOMAIN`, `ISTIO_CLUSTER_DOMAIN`, `ISTIO_ROOT_NAMESPACE`: what the mesh is called, where Istio's own
   * `cluster.local`, `cluster.local` and `istio-system` are not.
   */
  readonly mesh?: Partial<MeshSettings>;
  /** `BOOKINFO_REGISTRY`: where Bookinfo's images are, such as a mirror. @default 'docker.io/istio' */
  readonly bookinfoRegistry: string;
}

const ingresses: Readonly<Record<string, (mesh: Partial<MeshSettings>) => Ingress>> = {
  istioctl: ({ rootNamespace }) =>
    IngressGateway.istioctl(rootNamespace === undefined ? {} : { namespace: rootNamespace }),
  helm: () => IngressGateway.helm(),
  'gateway-api': () => gatewayApiIngress,
};

function readMesh(text: (name: string) => string | undefined): Partial<MeshSettings> {
  const mesh = defined<Partial<MeshSettings>>({
    trustDomain: text('ISTIO_TRUST_DOMAIN'),
    clusterDomain: text('ISTIO_CLUSTER_DOMAIN'),
    rootNamespace: text('ISTIO_ROOT_NAMESPACE'),
  });
  MeshSettings.over(mesh);
  return mesh;
}

/**
 * Reads the settings; an empty variable is one that is not set.
 *
 * @throws ConfigError that names the variable, where its value is none that is known
 */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const text = (name: string): string | undefined => environment[name]?.trim() || undefined;
  const wanted = text('ISTIO_RELEASE');
  const release = wanted === undefined ? IstioRelease.latest : IstioRelease.parse(wanted, 'ISTIO_RELEASE');
  const mesh = readMesh(text);
  return {
    release: withCharts(release, text('ISTIO_CHARTS')),
    ingress: readIngress(text('ISTIO_INGRESS') ?? 'istioctl', mesh),
    ...(Object.keys(mesh).length > 0 && { mesh }),
    ...readImages(text('ISTIO_HUB')),
    bookinfoRegistry: readRegistry(
      'BOOKINFO_REGISTRY',
      text('BOOKINFO_REGISTRY') ?? release.bookinfo.registry,
    ),
  };
}

/** What `npm run synth` may be told about Argo CD. */
export interface ArgocdSettings {
  /** `ARGOCD_REPOSITORY`, `ARGOCD_REVISION`, `ARGOCD_FOLDER`, else package.json, else the Git remote. */
  readonly repository: FoundRepository;
  /** `ARGOCD_MANIFESTS`: `committed` or `plugin`. @default 'committed' */
  readonly manifests: Manifests;
}

const manifests = { committed: 'committed', plugin: 'plugin' } as const satisfies { [M in Manifests]: M };

/**
 * Reads the settings for Argo CD; an empty variable is one that is not set.
 *
 * @param project the folder with package.json
 * @throws ConfigError that names the value, where Argo CD could do nothing with it
 */
export function readArgocdSettings(
  environment: Readonly<Record<string, string | undefined>>,
  project: string,
): ArgocdSettings {
  const wanted = environment.ARGOCD_MANIFESTS?.trim() || 'committed';
  if (!Object.hasOwn(manifests, wanted)) {
    throw new ConfigError({
      at: 'ARGOCD_MANIFESTS',
      problem: 'Argo CD does not get the manifests this way',
      got: wanted,
      instead: suggest(wanted, Object.keys(manifests)),
    });
  }
  const repository = findRepository({ project, environment });
  return { repository, manifests: manifests[wanted as Manifests] };
}

function readIngress(name: string, mesh: Partial<MeshSettings>): Ingress {
  const ingress = Object.hasOwn(ingresses, name) ? ingresses[name] : undefined;
  if (ingress !== undefined) return ingress(mesh);
  throw new ConfigError({
    at: 'ISTIO_INGRESS',
    problem: 'an ingress gateway is not installed this way',
    got: name,
    instead: suggest(name, Object.keys(ingresses)),
  });
}

function withCharts(release: IstioRelease, repository: string | undefined): IstioRelease {
  if (repository === undefined) return release;
  if (!/^(https|oci):\/\/[^\s/]+(\/[^\s/]+)*$/.test(repository)) {
    throw new ConfigError({
      at: 'ISTIO_CHARTS',
      problem: 'a chart repository is an https:// or oci:// address without a slash at its end',
      got: repository,
      instead: "write for example 'https://blob.istio.io/istio-release/charts'",
    });
  }
  return { ...release, charts: { ...release.charts, repository } };
}

function readImages(hub: string | undefined): Pick<Settings, 'images'> {
  return hub === undefined ? {} : { images: { hub: readRegistry('ISTIO_HUB', hub) } };
}

function readRegistry(at: string, registry: string): `${string}/${string}` {
  if (/^[a-z0-9][a-z0-9._:/-]*[a-z0-9]$/.test(registry) && isHostWithPath(registry)) return registry;
  throw new ConfigError({
    at,
    problem: 'an image registry is a host with a path, without a scheme or a slash at its end',
    got: registry,
    instead: "write for example 'docker.io/istio'",
  });
}

function isHostWithPath(text: string): text is `${string}/${string}` {
  return text.includes('/') && !text.includes('://');
}

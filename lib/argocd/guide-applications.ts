import { App, Chart } from 'cdk8s';
import { fault, within } from '../diagnostics/fault';
import { type HelmRelease, helmReleases } from '../install/helm-release';
import type { HelmInstallation } from '../install/installation';
import { helmInstallation } from '../install/installation-shapes';
import { anyText, type Check, oneOf } from '../values/check';
import { checkedCall } from '../values/checked-call';
import { namespaceName } from '../values/dns-label';
import { type Labels, labels as labelsCheck } from '../values/labels';
import type { NonEmpty } from '../values/non-empty';
import { optional, shape, variants } from '../values/shape';
import { ArgoApplication, type ArgoApplicationProps, waveAfter } from './application';
import { synthPlugin } from './config-management-plugin';
import { ArgoDestination } from './destination';
import type { FoundRepository } from './find-repository';
import { gatewayApiSource } from './gateway-api-source';
import { type GitRepository, gitRepository, withoutAddress } from './git-repository';
import { GuideProject, namespacesOf, sourceOf } from './guide-project';
import { writtenByIstiod } from './istio-charts';
import { Retry } from './retry';
import { ArgoSource } from './source';
import { type SyncOptions, SyncPolicy } from './sync-policy';

/**
 * Where the manifests of this project are when Argo CD wants them: `committed` in `dist/`, or made by a `plugin` that
 * runs synth.
 */
export type Manifests = 'committed' | 'plugin';

/** What {@link guideApplications} describes. */
export interface GuideApplicationsProps {
  /** Where Argo CD finds this project; where it is not known, a word in its place says so. */
  readonly repository: FoundRepository;
  /** @default 'committed' */
  readonly manifests?: Manifests;
  /** How Istio is installed: every chart becomes an Application. */
  readonly installation: HelmInstallation;
  /** What lies in `dist/`, `dist/addons` and `dist/checks`; what is empty has no Application. */
  readonly folders: { readonly guide: App; readonly addons: App; readonly checks: App };
  /**
   * Makes the policy of each Application from the options that it needs.
   * @default - on every commit, with pruning and self-healing
   */
  readonly syncPolicy?: (options: SyncOptions) => SyncPolicy;
  /** The namespace that Argo CD runs in. @default 'argocd' */
  readonly namespace?: string;
  /** Labels of every object, not of its pods, such as `ownedBy('shop')`. @default - none */
  readonly labels?: Labels;
}

/** The folders below `dist/`: the first is applied by hand, and what lies there applies the second. */
export interface GuideApplications {
  readonly argocd: App;
  readonly 'argocd/applications': App;
}

/** The project, and the Application that makes the others. */
const name = 'istio-101';

const automatic = (options: SyncOptions): SyncPolicy =>
  SyncPolicy.automated({ prune: true, selfHeal: true, ...options });

/** Where Argo CD finds a project, or why that is not known. */
const foundRepository = variants<FoundRepository>('what findRepository has found', {
  known: { repository: gitRepository, from: anyText },
  unknown: { reason: anyText },
});

const folder: Check<App> = (value: unknown) =>
  App.isConstruct(value)
    ? undefined
    : fault('an app is expected', value, 'give the app whose manifests lie there');

/** An Application is named after its release, and all of them lie in one namespace. */
const namedApart: Check<readonly HelmRelease[]> = (releases) => {
  const names = releases.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) < index);
  return twice === undefined
    ? undefined
    : within(
        'installation',
        fault(
          'two gateways have one name, and an Application is named after each',
          twice,
          'name one of them differently, whatever its namespace is',
        ),
      );
};

/** What the guide's Applications are made of. */
export const guideApplicationsProps = shape<GuideApplicationsProps>({
  repository: foundRepository,
  manifests: optional(oneOf('committed', 'plugin')),
  installation: helmInstallation,
  folders: shape<GuideApplicationsProps['folders']>({ guide: folder, addons: folder, checks: folder }),
  syncPolicy: optional((value: unknown) =>
    typeof value === 'function'
      ? undefined
      : fault('a function is expected', value, 'write for example (options) => SyncPolicy.manual(options)'),
  ),
  namespace: optional(namespaceName),
  labels: optional(labelsCheck),
});

/**
 * The whole guide as an app of apps: a project that permits what the guide needs, an Application that makes the others,
 * and those: Istio's charts one after the other, then the gateways, Bookinfo with its checks, and the add-ons.
 */
export function guideApplications(props: GuideApplicationsProps): GuideApplications {
  const {
    namespace = 'argocd',
    folders,
    installation,
    labels = {},
  } = checkedCall('guideApplications', guideApplicationsProps, props);
  const releases = checkedCall('guideApplications', namedApart, helmReleases(installation));
  const repository = props.repository.kind === 'known' ? props.repository.repository : withoutAddress;

  const gatewayApi = gatewayApiSource([folders.guide, folders.addons], installation.release);

  const argocd = new App();
  const applications = new App();
  const { project } = new GuideProject(argocd, '10-project', {
    name,
    namespace,
    labels,
    releases,
    ...(gatewayApi && { gatewayApi }),
    address: repository.address,
    apps: [folders.guide, folders.addons, folders.checks],
  });
  const guide: Guide = {
    syncPolicy: (options) => (props.syncPolicy ?? automatic)({ retry: Retry.times(5), ...options }),
    add(id, application) {
      // Numbered by wave, so that another Application renames no file.
      const file = `${waveAfter(application.after ?? []) + 1}0-${id}`;
      const chart = new Chart(applications, file, { namespace, labels });
      return new ArgoApplication(chart, id, { project, ...application });
    },
  };
  const control = addIstio(guide, releases);
  const own = ownSources(repository, props.manifests ?? 'committed');
  addOwn(guide, own, folders, [...addGatewayApi(guide, gatewayApi, namespace), ...control]);
  const root = new Chart(argocd, '20-applications', { namespace, labels });
  new ArgoApplication(root, name, {
    project,
    sources: own('argocd/applications'),
    destination: ArgoDestination.of(namespace),
    // Where it gave up, the waves after a part that was not to be had for a while would never come.
    syncPolicy: guide.syncPolicy({ retry: Retry.unlimited() }),
  });
  return { argocd, 'argocd/applications': applications };
}

/** What each part of the guide needs to become an Application. */
interface Guide {
  syncPolicy(options: SyncOptions): SyncPolicy;
  add(id: string, application: Omit<ArgoApplicationProps, 'project'>): ArgoApplication;
}

/** Adds Istio's charts, each after the one before, and the gateways after all of those, which are returned. */
function addIstio(guide: Guide, releases: readonly HelmRelease[]): readonly ArgoApplication[] {
  const addRelease = (release: HelmRelease, after: readonly ArgoApplication[]): ArgoApplication =>
    guide.add(release.name, {
      sources: [sourceOf(release)],
      destination: ArgoDestination.of(release.namespace),
      after,
      ignoreDifferences: writtenByIstiod(release.chart),
      // The largest CRD fills more than half of the annotation that a client-side apply keeps; releases make them larger.
      syncPolicy: guide.syncPolicy({ apply: 'server-side', createNamespace: true }),
    });
  const control: ArgoApplication[] = [];
  for (const release of releases.filter(({ chart }) => chart !== 'gateway')) {
    control.push(addRelease(release, [...control]));
  }
  for (const release of releases.filter(({ chart }) => chart === 'gateway')) addRelease(release, control);
  return control;
}

/** Adds the CRDs of the Gateway API where the guide needs them. */
function addGatewayApi(
  guide: Guide,
  source: ArgoSource | undefined,
  namespace: string,
): readonly ArgoApplication[] {
  if (source === undefined) return [];
  return [
    guide.add('gateway-api', {
      sources: [source],
      destination: ArgoDestination.of(namespace),
      // Larger than what fits in the annotation of a client-side apply.
      syncPolicy: guide.syncPolicy({ apply: 'server-side' }),
    }),
  ];
}

type OwnSources = (...folders: NonEmpty<string>) => NonEmpty<ArgoSource>;

/** Adds what lies in `dist/`. */
function addOwn(
  guide: Guide,
  own: OwnSources,
  folders: GuideApplicationsProps['folders'],
  after: readonly ArgoApplication[],
): void {
  const [guideNamespace] = namespacesOf(folders.guide);
  if (guideNamespace !== undefined) {
    const [check] = namespacesOf(folders.checks);
    guide.add('bookinfo', {
      // The checks are hooks, run after each sync of Bookinfo. An Application of hooks alone would never be synced.
      sources: check === undefined ? own('.') : own('.', 'checks'),
      destination: ArgoDestination.of(guideNamespace),
      after,
      syncPolicy: guide.syncPolicy({}),
    });
  }
  const [addonsNamespace] = namespacesOf(folders.addons);
  if (addonsNamespace !== undefined) {
    guide.add('istio-addons', {
      sources: own('addons'),
      destination: ArgoDestination.of(addonsNamespace),
      after,
      // A dashboard may be larger than what fits in the annotation of a client-side apply.
      syncPolicy: guide.syncPolicy({ apply: 'server-side' }),
    });
  }
}

/** Makes sources of folders of `dist/`. */
function ownSources(repository: GitRepository, manifests: Manifests): OwnSources {
  switch (manifests) {
    case 'committed': {
      const folder = (path: string) =>
        ArgoSource.directory({ repository, path: path === '.' ? 'dist' : `dist/${path}` });
      return (first, ...more) => [folder(first), ...more.map(folder)];
    }
    case 'plugin': {
      const plugin = synthPlugin.metadata.name;
      return (...folders) => [
        ArgoSource.plugin({ repository, plugin, environment: { FOLDERS: folders.join(' ') } }),
      ];
    }
    default:
      return manifests satisfies never;
  }
}

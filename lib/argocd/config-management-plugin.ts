import { toConfigYaml } from '../synth/yaml';
import { anyText, list, oneOf } from '../values/check';
import { checkedCall } from '../values/checked-call';
import { dnsLabelName } from '../values/dns-label';
import { imageReference } from '../values/image';
import { shape } from '../values/shape';

/** A command that Argo CD runs in a plugin's container, in the folder of the Application's source. */
export interface PluginCommand {
  readonly command: readonly [string, ...string[]];
  readonly args: readonly string[];
}

/**
 * How Argo CD makes manifests with a tool that it does not know. It looks like an object of Kubernetes and is none: it
 * is a file in a container beside Argo CD's repo server.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/config-management-plugins/
 */
export interface ConfigManagementPlugin {
  readonly apiVersion: 'argoproj.io/v1alpha1';
  readonly kind: 'ConfigManagementPlugin';
  /** The name that an Application asks for it by. */
  readonly metadata: { readonly name: string };
  readonly spec: {
    /** Run first; what it prints does not count. */
    readonly init: PluginCommand;
    /** Prints the manifests, and nothing else, to standard output. */
    readonly generate: PluginCommand;
  };
}

const script = (...lines: readonly string[]): PluginCommand => ({
  command: ['sh', '-c'],
  args: [`${lines.join('\n')}\n`],
});

/**
 * Runs this project's synthesis in Argo CD, for those who do not commit `dist/`. `FOLDERS` in the Application's
 * environment names the folders of `dist/` that it is made of, `.` for the top level.
 *
 * It finds no Application by itself: only those that name it are made by it.
 */
export const synthPlugin: ConfigManagementPlugin = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'ConfigManagementPlugin',
  metadata: { name: 'cdk8s-istio' },
  spec: {
    // npm's cache has to lie where the container's user may write.
    init: script('npm_config_cache=/tmp/npm npm ci --prefer-offline --no-audit --no-fund'),
    generate: script(
      'set -e',
      'out=$(mktemp -d)',
      `trap 'rm -rf "$out"' EXIT`,
      // The Application that asks knows address, revision and folder better than this checkout does.
      'export ARGOCD_REPOSITORY="$ARGOCD_APP_SOURCE_REPO_URL" ARGOCD_REVISION="$ARGOCD_APP_SOURCE_TARGET_REVISION"',
      'export ARGOCD_FOLDER="$ARGOCD_APP_SOURCE_PATH" ARGOCD_MANIFESTS=plugin CDK8S_OUTDIR="$out"',
      'node bin/synth.cjs >&2',
      '[ -n "$ARGOCD_ENV_FOLDERS" ] || ARGOCD_ENV_FOLDERS=.',
      'for folder in $ARGOCD_ENV_FOLDERS; do',
      '  for file in "$out/$folder"/*.yaml; do',
      '    echo ---',
      '    cat "$file"',
      '  done',
      'done',
    ),
  },
};

const command = shape<PluginCommand>({ command: list(anyText), args: list(anyText, { least: 0 }) });

const configManagementPlugin = shape<ConfigManagementPlugin>({
  apiVersion: oneOf('argoproj.io/v1alpha1'),
  kind: oneOf('ConfigManagementPlugin'),
  metadata: shape<ConfigManagementPlugin['metadata']>({ name: dnsLabelName('the name of a plugin') }),
  spec: shape<ConfigManagementPlugin['spec']>({ init: command, generate: command }),
});

const sidecar = shape<{ readonly plugin: ConfigManagementPlugin; readonly image: string }>({
  plugin: configManagementPlugin,
  image: imageReference,
});

/** The file that lies at `/home/argocd/cmp-server/config/plugin.yaml` in the plugin's container. */
export function renderPlugin(plugin: ConfigManagementPlugin): string {
  return toConfigYaml(checkedCall('renderPlugin', configManagementPlugin, plugin));
}

/**
 * The container that runs a plugin, as a patch of Argo CD's Deployment `argocd-repo-server`. The plugin's file comes from
 * a ConfigMap named as the plugin.
 *
 * @param image holds what the plugin's commands need
 */
export function renderSidecarPatch(plugin: ConfigManagementPlugin, image: string): string {
  checkedCall('renderSidecarPatch', sidecar, { plugin, image });
  const { name } = plugin.metadata;
  const container = {
    name,
    image,
    command: ['/var/run/argocd/argocd-cmp-server'],
    securityContext: {
      // The user that owns the socket by which the repo server speaks to plugins.
      runAsUser: 999,
      runAsNonRoot: true,
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      seccompProfile: { type: 'RuntimeDefault' },
    },
    volumeMounts: [
      { name: 'var-files', mountPath: '/var/run/argocd' },
      { name: 'plugins', mountPath: '/home/argocd/cmp-server/plugins' },
      { name, mountPath: '/home/argocd/cmp-server/config/plugin.yaml', subPath: 'plugin.yaml' },
      { name: `${name}-tmp`, mountPath: '/tmp' },
    ],
  };
  const volumes = [
    { name, configMap: { name } },
    { name: `${name}-tmp`, emptyDir: {} },
  ];
  return toConfigYaml({ spec: { template: { spec: { containers: [container], volumes } } } });
}

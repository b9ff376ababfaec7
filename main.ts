import { buildAddons } from './lib/addons/addons';
import { dashboards as dashboardsOf } from './lib/addons/dashboards';
import { Findings } from './lib/analysis/findings';
import { buildArgocd } from './lib/argocd/argocd';
import { buildGuide } from './lib/bookinfo/guide';
import { buildChecks } from './lib/checks/checks';
import { demoInstallation } from './lib/install/demo-installation';
import { installationFolders } from './lib/install/installation-folders';
import { ownedBy } from './lib/kubernetes/ownership-label';
import { gatewayApiCrds } from './lib/release/gateway-api-crds';
import { readArgocdSettings, readSettings } from './lib/settings';
import { synthesize } from './lib/synth';

const settings = readSettings(process.env);
const { release } = settings;
const mesh = settings.mesh && { mesh: settings.mesh };
const { istioctl, helm, ingress } = demoInstallation(
  release,
  settings.ingress,
  settings.images,
  settings.mesh,
);
const dashboards = dashboardsOf(release);

/** By this `clean-up` knows what was made here. */
const labels = ownedBy('istio-101');
const guide = buildGuide({ ...settings, ingress, labels });
const addons = buildAddons({ release, dashboards, labels, ...mesh });
const checks = buildChecks(guide, { labels });
const argocd = buildArgocd({
  ...readArgocdSettings(process.env, process.cwd()),
  installation: helm,
  labels,
  folders: { guide: guide.app, addons: addons.app, checks },
});

synthesize(
  {
    '.': guide.app,
    addons: addons.app,
    checks,
    ...argocd.folders,
    ...installationFolders('install', istioctl, helm),
    dashboards,
  },
  {
    check: Findings.check({ release }),
    first: ingress.origin === 'gateway-api' ? [['kubectl', ...gatewayApiCrds(release).apply].join(' ')] : [],
    later: ['addons', 'checks', 'argocd', 'argocd/applications'],
  },
);
if (argocd.note !== undefined) process.stderr.write(`${argocd.note}\n`);

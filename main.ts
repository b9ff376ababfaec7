import { buildAddons } from './lib/addons/addons';
import { dashboards as dashboardsOf } from './lib/addons/dashboards';
import { buildArgocd } from './lib/argocd/argocd';
import { buildGuide } from './lib/bookinfo/guide';
import { buildChecks } from './lib/checks/checks';
import { demoInstallation } from './lib/install/demo-installation';
import { installationFolders } from './lib/install/installation-folders';
import { readArgocdSettings, readSettings } from './lib/settings';
import { synthesize } from './lib/synth';

const settings = readSettings(process.env);
const { release, ingress } = settings;
const { istioctl, helm } = demoInstallation(release, ingress, settings.images);
const dashboards = dashboardsOf(release);

const guide = buildGuide(settings);
const addons = buildAddons({ release, dashboards });
const checks = buildChecks(guide);
const argocd = buildArgocd({
  ...readArgocdSettings(process.env, process.cwd()),
  installation: helm,
  folders: { guide: guide.app, addons: addons.app, checks },
});

synthesize({
  '.': guide.app,
  addons: addons.app,
  checks,
  ...argocd.folders,
  ...installationFolders('install', istioctl, helm),
  dashboards,
});
if (argocd.note !== undefined) process.stderr.write(`${argocd.note}\n`);

import { dashboards } from './lib/addons/dashboards';
import { buildGuide } from './lib/bookinfo/guide';
import { buildChecks } from './lib/checks/checks';
import { demoInstallation } from './lib/mesh/demo-installation';
import { installationFolders } from './lib/mesh/installation-folders';
import { readSettings } from './lib/settings';
import { synthesize } from './lib/synth';

const settings = readSettings(process.env);
const guide = buildGuide(settings);
const { istioctl, helm } = demoInstallation(settings.release);

synthesize({
  '.': guide.app,
  checks: buildChecks(guide),
  ...installationFolders('install', istioctl, helm),
  dashboards: dashboards(settings.release),
});

import { buildGuide } from './lib/bookinfo/guide';
import { buildChecks } from './lib/checks/checks';
import { readSettings } from './lib/settings';
import { synthesize } from './lib/synth';

const settings = readSettings(process.env);
const guide = buildGuide(settings);

synthesize({ '.': guide.app, checks: buildChecks(guide) });

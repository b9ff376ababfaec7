import { toConfigYaml } from '../synth/yaml';
import type { BrowserAddress } from './browser-address';
import type { IPrometheus } from './prometheus';
import { scrapeSeconds } from './prometheus-config';
import type { VariantKind } from './variant';

type Section = Readonly<Record<string, string | number | boolean>>;

/** Where the dashboards lie in Grafana's pod, one file each. */
export const dashboardFolder = '/etc/grafana-dashboards';

/** The parts of `grafana.ini` that differ from Grafana's own defaults. */
export function grafanaSettings(
  kind: VariantKind,
  address: BrowserAddress | undefined,
): Readonly<Record<string, Section>> {
  return {
    // It asks nobody outside for anything: neither for updates, nor for apps, nor for pictures of its users.
    analytics: { reporting_enabled: false, check_for_updates: false, check_for_plugin_updates: false },
    plugins: { preinstall_disabled: true },
    log: { mode: 'console' },
    security: {
      disable_gravatar: true,
      ...(kind === 'production' && { cookie_secure: address?.encrypted ?? false }),
    },
    snapshots: { external_enabled: false },
    users: { allow_sign_up: false },
    ...(address && {
      server: { root_url: `${address.href}/`, serve_from_sub_path: address.path !== '' },
    }),
    ...(kind === 'demo'
      ? {
          auth: { disable_login_form: true },
          'auth.anonymous': { enabled: true, org_role: 'Admin' },
          'auth.basic': { enabled: false },
        }
      : { 'auth.anonymous': { enabled: false } }),
  };
}

/** Writes sections in the form of `grafana.ini`. */
export function renderIni(sections: Readonly<Record<string, Section>>): string {
  return Object.entries(sections)
    .map(([name, section]) => {
      const lines = Object.entries(section).map(([key, value]) => `${key} = ${value}`);
      return [`[${name}]`, ...lines, ''].join('\n');
    })
    .join('\n');
}

/** The one data source: the mesh's Prometheus. */
export function dataSources(prometheus: IPrometheus): string {
  return toConfigYaml({
    apiVersion: 1,
    datasources: [
      {
        name: 'Prometheus',
        uid: 'prometheus',
        type: 'prometheus',
        access: 'proxy',
        url: prometheus.url,
        isDefault: true,
        editable: false,
        jsonData: { httpMethod: 'POST', timeInterval: `${scrapeSeconds(prometheus.scrapeInterval)}s` },
      },
    ],
  });
}

/** Where Grafana looks for dashboards. The files are what holds: changes by hand are not kept, and what is no more goes. */
export function dashboardProviders(): string {
  return toConfigYaml({
    apiVersion: 1,
    providers: [
      {
        name: 'istio',
        folder: 'Istio',
        type: 'file',
        allowUiUpdates: false,
        disableDeletion: false,
        updateIntervalSeconds: 30,
        options: { path: dashboardFolder },
      },
    ],
  });
}

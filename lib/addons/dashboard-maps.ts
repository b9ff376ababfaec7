import type { Construct } from 'constructs';
import type { Volume } from 'kubernetes-types/core/v1';
import { ConfigError } from '../diagnostics/error';
import { type Addon, objectOf } from './addon';
import { kubeObject } from './kube-object';

/** Dashboards as files by name: Grafana's JSON. */
export type DashboardFiles = Readonly<Record<string, string>>;

/**
 * What a ConfigMap may hold here, in bytes. Kubernetes takes 1 MiB, but `kubectl apply` keeps a copy of each object in
 * an annotation, and all annotations of an object together have 256 KiB.
 */
const most = 200 * 1024;

/**
 * Writes a ConfigMap for each dashboard, and the one volume that holds them all.
 *
 * @throws ConfigError for a dashboard that is too long for a ConfigMap, or is not named like a JSON file
 */
export function addDashboards(scope: Construct, addon: Addon, files: DashboardFiles): Volume {
  const names = Object.entries(files).map(([file, text]) => {
    const name = `${addon.name}-dashboard-${baseName(file)}`;
    const compact = JSON.stringify(JSON.parse(text));
    const bytes = Buffer.byteLength(compact);
    if (bytes > most) {
      throw new ConfigError({
        at: scope.node.path,
        problem: `a dashboard must not be longer than ${most} bytes, or kubectl apply refuses it`,
        got: { file, bytes },
        instead: 'divide it into two',
      });
    }
    kubeObject(scope, 'ConfigMap', { ...objectOf(addon), name }, { data: { [file]: compact } });
    return name;
  });
  return { name: 'dashboards', projected: { sources: names.map((name) => ({ configMap: { name } })) } };
}

function baseName(file: string): string {
  const [, base] = /^([a-z0-9]([-a-z0-9]*[a-z0-9])?)\.json$/.exec(file) ?? [];
  if (base !== undefined) return base;
  throw new ConfigError({
    problem: 'a dashboard is a file named in lower-case letters, digits and dashes',
    got: file,
    instead: "write for example 'mesh.json'",
  });
}

import type { Construct } from 'constructs';
import type { Volume } from 'kubernetes-types/core/v1';
import { fault } from '../diagnostics/fault';
import { type Check, isPlain, record, text } from '../values/check';
import { type Addon, objectOf } from './addon';
import { kubeObject } from './kube-object';

/** Dashboards as files by name: Grafana's JSON. */
export type DashboardFiles = Readonly<Record<string, string>>;

/**
 * What a ConfigMap may hold here, in bytes. Kubernetes takes 1 MiB, but `kubectl apply` keeps a copy of each object in
 * an annotation, and all annotations of an object together have 256 KiB.
 */
const most = 200 * 1024;

const fileName = text({
  holds: (file) => /^[a-z0-9]([-a-z0-9]{0,200}[a-z0-9])?\.json$/.test(file),
  problem: 'a dashboard is a file named in lower-case letters, digits and dashes',
  instead: "write for example 'mesh.json'",
});

const dashboard: Check<string> = (json: unknown) => {
  const written = typeof json === 'string' ? compact(json) : undefined;
  if (written === undefined) {
    return fault("a dashboard is Grafana's JSON", json, 'give the text of its file, as Grafana exports it');
  }
  const bytes = Buffer.byteLength(written);
  return bytes <= most
    ? undefined
    : fault(
        `a dashboard must not be longer than ${most} bytes, or kubectl apply refuses it`,
        bytes,
        'divide it into two',
      );
};

/** Dashboards that ConfigMaps can hold, named like JSON files. */
export const dashboardFiles: Check<DashboardFiles> = record(dashboard, { name: fileName, least: 0 });

/** Writes a ConfigMap for each dashboard, and the one volume that holds them all. */
export function addDashboards(scope: Construct, addon: Addon, files: DashboardFiles): Volume {
  const names = Object.entries(files).map(([file, json]) => {
    const name = `${addon.name}-dashboard-${file.replace(/\.json$/, '')}`;
    kubeObject(
      scope,
      'ConfigMap',
      { ...objectOf(addon), name },
      { data: { [file]: compact(json) as string } },
    );
    return name;
  });
  return { name: 'dashboards', projected: { sources: names.map((name) => ({ configMap: { name } })) } };
}

/** A JSON object without spaces; undefined for another text. */
function compact(json: string): string | undefined {
  try {
    const dashboard: unknown = JSON.parse(json);
    return isPlain(dashboard) ? JSON.stringify(dashboard) : undefined;
  } catch {
    return undefined;
  }
}

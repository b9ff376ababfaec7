import { readManifestFiles } from '../kubernetes/manifest-files';
import { IstioRelease } from '../release/istio-release';
import { Mesh } from '../routing/mesh';

/** The options of commands that read manifests. */
export interface ManifestOptions {
  readonly filename?: readonly string[];
  readonly namespace?: string;
  readonly release?: string;
  /** Where the project writes its manifests. */
  readonly written: string;
}

/** Reads the mesh that options name: files and folders, or what synth wrote. */
export function readMesh(
  { filename, namespace, release, written }: ManifestOptions,
  env: NodeJS.ProcessEnv,
  complain: (line: string) => void,
): Mesh {
  const paths = filename ?? [env.CDK8S_OUTDIR || written];
  const reading = readManifestFiles({ paths, recursive: true });
  for (const { file, line, kind, problem } of reading.unreadable) {
    // Beside manifests, synth writes values of charts and dashboards.
    if (filename === undefined && kind === 'no-object') continue;
    complain(`${file ?? 'standard input'}:${line}: ${problem}; it is passed over`);
  }
  return Mesh.ofReading(reading, {
    ...(namespace !== undefined && { namespace }),
    ...(release !== undefined && { release: IstioRelease.parse(release, '--release') }),
  });
}

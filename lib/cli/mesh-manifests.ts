import { IstioRelease } from '../release/istio-release';
import { Mesh } from '../routing/mesh';
import { type GivenManifests, readGiven } from './given-manifests';

/** The options of commands that read manifests. */
export interface ManifestOptions extends Pick<GivenManifests, 'filename'> {
  readonly namespace?: string;
  readonly release?: string;
}

/** Reads the mesh that options name: files and folders, or what synth wrote. */
export function readMesh(
  { filename, namespace, release }: ManifestOptions,
  env: NodeJS.ProcessEnv,
  complain: (line: string) => void,
): Mesh {
  const reading = readGiven({ ...(filename !== undefined && { filename }), recursive: true }, env);
  for (const { file, line, problem } of reading.unreadable) {
    complain(`${file ?? 'standard input'}:${line}: ${problem}; it is passed over`);
  }
  return Mesh.ofReading(reading, {
    ...(namespace !== undefined && { namespace }),
    ...(release !== undefined && { release: IstioRelease.parse(release, '--release') }),
  });
}

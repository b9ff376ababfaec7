import { existsSync } from 'node:fs';
import { ConfigError } from '../diagnostics/error';
import type { Reading } from '../kubernetes/manifest';
import { readManifestFiles } from '../kubernetes/manifest-files';
import { readProject } from './project';

/** Which manifests a command is for. */
export interface GivenManifests {
  /** Absent for the app's own output folder. */
  readonly filename?: readonly string[];
  readonly recursive?: boolean;
}

/** The files that were named, or what synthesis wrote, where data such as Helm's values is passed over. */
export function readGiven({ filename, recursive = false }: GivenManifests, env: NodeJS.ProcessEnv): Reading {
  if (filename !== undefined) return readManifestFiles({ paths: filename, recursive });
  const folder = env.CDK8S_OUTDIR || readProject(process.cwd()).output;
  if (!existsSync(folder)) {
    throw new ConfigError({
      problem: 'there are no manifests',
      got: folder,
      instead: 'run npm run synth first, or name files or folders with -f',
    });
  }
  const reading = readManifestFiles({ paths: [folder], recursive: true });
  return { ...reading, unreadable: reading.unreadable.filter(({ kind }) => kind !== 'no-object') };
}

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from '../../lib/diagnostics/error';
import { type Crd, readCrds } from './crd';

/** Where an Istio release keeps its CRDs: under `files` in 1.30, under `crds` in 1.16. */
const inIstioRelease = ['files', 'crds'].map((folder) =>
  join('manifests', 'charts', 'base', folder, 'crd-all.gen.yaml'),
);

/**
 * Reads the CRDs of a file, of a folder of files, or of an unpacked Istio release.
 *
 * @throws ConfigError when there is nothing at the path, or no CRD in it
 */
export function readLocal(path: string): Crd[] {
  if (!existsSync(path)) {
    throw new ConfigError({
      problem: '--from names a file or folder that does not exist',
      got: path,
      instead: 'give an Istio release folder, a folder of CRD files or one such file',
    });
  }
  const crds = filesAt(path).flatMap((file) => readCrds(readFileSync(file, 'utf8'), file));
  if (crds.length === 0) {
    throw new ConfigError({
      problem: '--from names no CustomResourceDefinition',
      got: path,
      instead: 'give an Istio release folder, a folder of CRD files or one such file',
    });
  }
  return crds;
}

function filesAt(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  const release = inIstioRelease.map((file) => join(path, file)).find((file) => existsSync(file));
  if (release !== undefined) return [release];
  return readdirSync(path)
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => join(path, name));
}

/**
 * Downloads the CRDs of a URL.
 *
 * @throws ConfigError when the URL can't be reached, or gives no CRD
 */
export async function download(url: string): Promise<Crd[]> {
  const instead =
    'without the network, give its file: npm run import -- --from <file or Istio release folder>';
  const failed = (got: unknown) =>
    new ConfigError({ at: url, problem: 'the CRDs can not be downloaded', got, instead });
  const response = await fetch(url).catch((error: Error) => {
    throw failed(((error.cause ?? error) as Error).message);
  });
  if (!response.ok) throw failed(response.status);
  const crds = readCrds(await response.text(), url);
  if (crds.length === 0) throw failed('a text without CustomResourceDefinitions');
  return crds;
}

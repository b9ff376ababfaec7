import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { IstioRelease } from '../../lib/release/istio-release';
import { istioHome, releaseOfFolder } from './release-folder';

const { version } = IstioRelease.latest;

/** A path in the folder of the newest release. */
export function inRelease(path: string): string {
  return join(istioHome ?? '', path);
}

/** `describe` where ISTIO_HOME is a folder of the newest release with `path` in it, `describe.skip` elsewhere. */
export function withNewest(path: string): jest.Describe {
  const isNewest = istioHome !== undefined && releaseOfFolder().version === version;
  return isNewest && existsSync(inRelease(path)) ? describe : describe.skip;
}

/** What the titles of such tests end with, so that a skipped one tells what it lacks. */
export function needs(path: string): string {
  return `(needs ISTIO_HOME, an Istio ${version} with ${path})`;
}

import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The version of this package: of the nearest package.json above, in the repository as where it is installed. */
export function packageVersion(folder: string = __dirname): string {
  try {
    const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
      readonly name: string;
      readonly version: string;
    };
    if (name === 'cdk8s-istio') return version;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  return packageVersion(dirname(folder));
}

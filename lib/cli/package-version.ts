import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

interface PackageFile {
  readonly name: string;
  readonly version: string;
}

/** The folder of this package: the nearest one above that is called so, in the repository as where it is installed. */
export function packageFolder(folder: string = __dirname): string {
  return packageFile(folder)?.name === 'cdk8s-istio' ? folder : packageFolder(dirname(folder));
}

/** The version of this package. */
export function packageVersion(): string {
  return (packageFile(packageFolder()) as PackageFile).version;
}

function packageFile(folder: string): PackageFile | undefined {
  const file = join(folder, 'package.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as PackageFile) : undefined;
}

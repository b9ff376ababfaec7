import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** An entry of the package, as `package.json` exports it. */
export interface Entry {
  /** What is written behind `from`: `cdk8s-istio/workload`. */
  readonly module: string;
  /** The file of its declarations. */
  readonly types: string;
}

/** The entries that are written by hand; those of imports/ are the CRDs' own. */
export function entriesOf(root: string): readonly Entry[] {
  const { name, exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    readonly name: string;
    readonly exports: Readonly<Record<string, string | { readonly types: string }>>;
  };
  return Object.entries(exports).flatMap(([path, target]) =>
    typeof target === 'string' || path.includes('*')
      ? []
      : [{ module: join(name, path), types: join(root, target.types) }],
  );
}

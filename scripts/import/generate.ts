import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Schema } from './crd';

/** What the generator is asked for: one version of a kind. */
export interface KindVersion {
  readonly group: string;
  readonly kind: string;
  readonly version: string;
  readonly schema: Schema;
}

/**
 * Runs `cdk8s import`, once for all kinds, and returns the text that it wrote for each.
 * It runs in a folder of its own: there it finds no other `cdk8s.yaml`, and its files collide with no others.
 */
export function generate(versions: readonly KindVersion[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-istio-import-'));
  try {
    for (const [index, version] of versions.entries()) {
      writeFileSync(join(folder, `${index}.yaml`), JSON.stringify(definition(version)));
    }
    const imports = versions.map((_, index) => `kind${index}:=${index}.yaml`);
    writeFileSync(join(folder, 'cdk8s.yaml'), JSON.stringify({ language: 'typescript', imports }));
    const cdk8s = join(dirname(require.resolve('cdk8s-cli/package.json')), 'bin', 'cdk8s');
    execFileSync(process.execPath, [cdk8s, 'import', '--no-save'], {
      cwd: folder,
      env: { ...withoutOptions(process.env), CDK8S_CHECK_UPGRADE: 'false' },
      stdio: 'pipe',
    });
    return versions.map(({ group }, index) =>
      readFileSync(join(folder, 'imports', `kind${index}-${group}.ts`), 'utf8'),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** cdk8s reads each of its options from the environment too: a caller's `CDK8S_CLASS_PREFIX` would rename classes. */
function withoutOptions(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith('CDK8S_')));
}

function definition({ group, kind, version, schema }: KindVersion): object {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${kind.toLowerCase()}.${group}` },
    spec: {
      group,
      names: { kind, plural: kind.toLowerCase() },
      scope: 'Namespaced',
      versions: [{ name: version, served: true, storage: true, schema: { openAPIV3Schema: schema } }],
    },
  };
}

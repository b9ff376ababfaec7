import { join } from 'node:path';
import type { SchemaIndex } from '../../../lib/validation/schema/stored-schema';
import { rulesFile } from '../cel/rules-file';
import { differences, readFolder, replaceFolder } from '../folder';
import type { RuleUse } from './compact';
import { kindsOfCrds } from './crds';
import { envoyTypes, writtenTypes } from './envoy';
import { kindsOfKubernetes, partsOfKubernetes } from './kubernetes';
import { filesOfProduct, writtenIndex } from './render';
import type { Sources } from './sources';

export interface SchemaImport {
  /** The project's folder, with `schemas/`. */
  readonly root: string;
  readonly sources: Sources;
  /** Compare only: leave `schemas/` as it is. */
  readonly check: boolean;
}

/**
 * Makes `schemas/` from the CRDs of every release and from an API server's OpenAPI documents. Products without a
 * source keep their files.
 */
export function importSchemas({ root, sources, check }: SchemaImport): { changed: string[]; files: number } {
  const committed = readFolder(join(root, 'schemas'));
  const files = new Map<string, string>();
  const index: Record<string, unknown> = JSON.parse(committed.get('index.json') ?? '{}');
  const keep = (covered: (path: string) => boolean) => {
    for (const [path, text] of committed) if (covered(path)) files.set(path, text);
  };
  const rules = new Map<string, RuleUse>();
  const crds = (name: keyof SchemaIndex, prefix: string, texts: ReadonlyMap<string, string> | undefined) => {
    const belongs = prefix === '' ? /^\d/ : new RegExp(`^${prefix}`);
    if (texts === undefined) return keep((path) => belongs.test(path));
    const releases = [...texts].map(([minor, text]) => [minor, kindsOfCrds(text, rules)] as const);
    const [made, product] = filesOfProduct(prefix, releases);
    for (const [path, text] of made) files.set(path, text);
    index[name] = product;
  };
  crds('istio', '', sources.istio);
  crds('gateway-api', 'gateway-api-', sources.gatewayApi);
  if (sources.kubernetes === undefined) {
    keep((path) => path.startsWith('kubernetes-'));
  } else {
    const kinds = kindsOfKubernetes(sources.kubernetes);
    const [made, product] = filesOfProduct('kubernetes-', [['1.34', kinds]]);
    const [parts] = filesOfProduct('kubernetes-', [['1.34', partsOfKubernetes(sources.kubernetes)]]);
    for (const [path, text] of [...made, ...parts]) files.set(path, text);
    index.kubernetes = product;
  }
  // The rules of both products stand in one file.
  if (sources.istio === undefined || sources.gatewayApi === undefined) keep((path) => path === 'rules.ts');
  else files.set('rules.ts', rulesFile(rules));
  if (sources.envoy === undefined) keep((path) => path === 'envoy.json');
  else files.set('envoy.json', writtenTypes(envoyTypes(sources.envoy)));
  files.set('index.json', writtenIndex(index as unknown as SchemaIndex));
  const changed = differences(committed, files);
  if (!check && changed.length > 0) replaceFolder(join(root, 'schemas'), files);
  return { changed, files: files.size };
}

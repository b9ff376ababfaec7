import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCrds } from './crd';
import { gatewayApiHistory } from './gateway-api-history';
import { istioHistory, type ReleaseCrds } from './history';
import type { SchemaImport } from './schemas/run';

/**
 * Makes `lib/release/istio-history.ts` and `lib/release/gateway-api-history.ts` where the CRDs of all Istio releases, and
 * those of the Gateway API that go with them, are at hand, and else leaves them.
 */
export function importHistory({ root, sources, check }: SchemaImport): { changed: string[]; files: number } {
  const { istio, gatewayApiOfIstio } = sources;
  const made = {
    'istio-history.ts': istio && istioHistory(releasesIn(istio)),
    'gateway-api-history.ts': gatewayApiOfIstio && gatewayApiHistory(releasesIn(gatewayApiOfIstio)),
  };
  const changed = Object.entries(made).flatMap(([name, text]) => {
    const file = join(root, 'lib', 'release', name);
    if (text === undefined || (existsSync(file) && readFileSync(file, 'utf8') === text)) return [];
    if (!check) writeFileSync(file, text);
    return [name];
  });
  return { changed, files: Object.keys(made).length };
}

/** The CRDs by release, without that of the file that istioctl reads. */
function releasesIn(texts: ReadonlyMap<string, string>): ReleaseCrds[] {
  return [...texts].map(([release, text]) => ({
    release,
    crds: readCrds(text, `Istio ${release}`).filter(({ kind }) => kind !== 'IstioOperator'),
  }));
}

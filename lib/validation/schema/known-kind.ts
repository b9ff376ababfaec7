import { nearest } from '../../diagnostics/nearest-name';
import { groupOf } from '../../kubernetes/identity';
import { minorOf } from '../../release/minor';
import { either } from './shown';
import { firstReleaseOf, type KindFile, kindOf, type Product, schemaIndex } from './store';

/** What cluster an object is for. */
export interface Target {
  /** The minor version of Istio, such as `1.30`. */
  readonly istio: string;
  /** The minor version of the Gateway API's CRDs. */
  readonly gatewayApi: string;
}

/** A kind in the version that an object asks for, or why there is none. */
export type KindAnswer =
  | { readonly kind: 'known'; readonly product: Product; readonly file: KindFile; readonly version: string }
  | { readonly kind: 'refused'; readonly message: string; readonly suggestion?: string }
  | { readonly kind: 'unknown' };

const words: Readonly<Record<Product, string>> = {
  istio: 'Istio',
  'gateway-api': 'Gateway API',
  kubernetes: 'Kubernetes',
};

const answers = new Map<string, KindAnswer>();

/** Finds the schema for `apiVersion` and `kind`; kinds of other products are unknown, and nothing is said of them. */
export function knownKind(apiVersion: string, kind: string, target: Target): KindAnswer {
  const question = `${apiVersion} ${kind} ${target.istio} ${target.gatewayApi}`;
  const known = answers.get(question);
  if (known !== undefined) return known;
  const answer = answerFor(apiVersion, kind, target);
  // Names that nobody has are as many as somebody writes: they are not kept.
  if (answer.kind === 'known') answers.set(question, answer);
  return answer;
}

function answerFor(apiVersion: string, kind: string, target: Target): KindAnswer {
  const group = groupOf(apiVersion);
  const version = apiVersion.slice(apiVersion.indexOf('/') + 1);
  const product = productOf(group);
  if (product === undefined) return { kind: 'unknown' };
  const { kinds } = schemaIndex()[product];
  const release = releaseOf(product, target);
  const ownGroup = Object.hasOwn(kinds, kind) ? kinds[kind]?.group : undefined;
  if (ownGroup !== group) {
    // Of Kubernetes and of the Gateway API's experiments only some kinds are here.
    if (product !== 'istio') return { kind: 'unknown' };
    const near = nearest(
      kind,
      Object.keys(kinds).filter((each) => kinds[each]?.group === group),
    );
    const meant = ownGroup !== undefined ? `apiVersion: ${ownGroup}/…` : near && `kind: ${near}`;
    const message = `Istio has no kind ${kind} in ${group}: the API server refuses the object`;
    return { kind: 'refused', message, ...(meant !== undefined && { suggestion: meant }) };
  }
  const file = kindOf(product, release, kind);
  // The experimental channel may have had it earlier.
  if (file === undefined && product === 'gateway-api') return { kind: 'unknown' };
  if (file === undefined) {
    const since = firstReleaseOf(product, kind);
    return {
      kind: 'refused',
      message: `${words[product]} has the kind ${kind} from ${since} on, and this is for ${release}: the API server refuses the object`,
    };
  }
  if (Object.hasOwn(file.versions, version)) return { kind: 'known', product, file, version };
  // Of the CRDs that older releases of Istio go with there are no schemas, and they serve other versions.
  if (product === 'gateway-api' && minorOf(target.istio) < 30) return { kind: 'unknown' };
  const served = Object.keys(file.versions);
  const later = firstReleaseWith(product, kind, version, release);
  const when = later === undefined ? '' : ` (${words[product]} ${later} is the first that does)`;
  return {
    kind: 'refused',
    message: `${words[product]} ${release} serves ${kind} as ${either(served, 'and')}, not as ${version}${when}: the API server refuses the object`,
    suggestion: `apiVersion: ${group === '' ? '' : `${group}/`}${served[0]}`,
  };
}

/** The release of a product that is in the cluster. */
export function releaseOf(product: Product, target: Target): string {
  if (product === 'istio') return target.istio;
  return product === 'gateway-api' ? target.gatewayApi : '1.34';
}

const groups = new Map<string, Product>();

function productOf(group: string): Product | undefined {
  if (groups.size === 0) {
    for (const [product, { kinds }] of Object.entries(schemaIndex())) {
      for (const row of Object.values(kinds))
        groups.set((row as { group: string }).group, product as Product);
    }
  }
  return groups.get(group);
}

/** The first later release that serves a version of a kind. */
function firstReleaseWith(
  product: Product,
  kind: string,
  version: string,
  after: string,
): string | undefined {
  return schemaIndex()[product].releases.find(
    (release) =>
      minorOf(release) > minorOf(after) &&
      Object.hasOwn(kindOf(product, release, kind)?.versions ?? {}, version),
  );
}

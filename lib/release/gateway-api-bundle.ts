import { minorOf } from './minor';

/** What the CRDs of the Gateway API carry to say which version of it they are of. */
export const bundleAnnotation = 'gateway.networking.k8s.io/bundle-version';

interface Bundled {
  readonly kind: string;
  /** The oldest bundle of the Gateway API that istiod reads it from. */
  readonly bundle: string;
  /** The minor release that began to ask for it. */
  readonly since: number;
}

/** The CRDs of which istiod asks for a version, by their names. */
export const bundledDefinitions: Readonly<Record<string, Bundled>> = {
  'grpcroutes.gateway.networking.k8s.io': { kind: 'GRPCRoute', bundle: 'v1.1.0', since: 22 },
  'backendtlspolicies.gateway.networking.k8s.io': { kind: 'BackendTLSPolicy', bundle: 'v1.4.0', since: 28 },
  'tlsroutes.gateway.networking.k8s.io': { kind: 'TLSRoute', bundle: 'v1.5.0', since: 30 },
  'tcproutes.gateway.networking.k8s.io': { kind: 'TCPRoute', bundle: 'v1.6.0', since: 31 },
};

/**
 * Why istiod reads no objects of a CRD of the Gateway API; `undefined` where it does.
 *
 * @param name the name of the CRD, such as `tlsroutes.gateway.networking.k8s.io`
 * @param installed what its annotation says
 * @param version the minor version of Istio, such as `1.30`
 * @see https://gateway-api.sigs.k8s.io/concepts/versioning/
 */
export function bundleProblem(
  name: string,
  installed: string | undefined,
  version: string,
): string | undefined {
  const needed = Object.hasOwn(bundledDefinitions, name) ? bundledDefinitions[name] : undefined;
  if (needed === undefined || minorOf(version) < needed.since) return undefined;
  const from = `from ${needed.bundle} of the Gateway API on`;
  if (installed === undefined) return `${from}, and this has no annotation ${bundleAnnotation}`;
  return isOlder(installed, needed.bundle) ? `${from}, and this is ${installed}` : undefined;
}

function isOlder(installed: string, needed: string): boolean {
  const parts = (text: string) => /^v?(\d+)\.(\d+)\.(\d+)/.exec(text)?.slice(1).map(Number);
  const [own, wanted] = [parts(installed), parts(needed)];
  // What is no version istiod does not read either.
  if (own === undefined || wanted === undefined) return true;
  const index = own.findIndex((part, at) => part !== wanted[at]);
  return index >= 0 && (own[index] as number) < (wanted[index] as number);
}

import { minorOf } from './minor';

/** The variable of istiod that turns on what Istio calls alpha of the Gateway API. */
export const alphaVariable = 'PILOT_ENABLE_ALPHA_GATEWAY_API';

/** The first and the last minor version of Istio that takes a kind of route, or a protocol of listeners, with the variable only. */
const alpha = {
  TLSRoute: [18, 29],
  TCPRoute: [18, 30],
  TLS: [25, 29],
  TCP: [25, 30],
} as const;

/** The release from which on istiod takes a kind of route, or a protocol of listeners, by itself, where `release` does not. */
export function alphaUntil(part: string, release: string): string | undefined {
  if (!Object.hasOwn(alpha, part)) return undefined;
  const [first, last] = alpha[part as keyof typeof alpha];
  const minor = minorOf(release);
  return minor >= first && minor <= last ? `1.${last + 1}` : undefined;
}

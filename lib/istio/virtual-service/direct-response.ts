import type { VirtualServiceSpecHttpDirectResponse } from '../../../imports/networking.istio.io/virtual-service';
import { ConfigError } from '../../diagnostics/error';
import { defined } from '../../values/defined';

/** A fixed answer that Envoy gives itself. */
export interface DirectResponse {
  /** An HTTP status from 200 to 599. */
  readonly status: number;
  /**
   * Text, or bytes that are written in base64; 1 MiB at most.
   * @default - an empty answer
   */
  readonly body?: string | Uint8Array;
}

/** What Istio takes, and what it lets Envoy hold. */
const largest = 1024 * 1024;

/** Refuses a status that HTTP does not have, and a body that Istio does not take. */
export function checkDirectResponse({ status, body = '' }: DirectResponse): void {
  if (!Number.isInteger(status) || status < 200 || status > 599) {
    throw new ConfigError({
      problem: 'a direct response has a status from 200 to 599',
      got: status,
      instead: 'write for example 503',
    });
  }
  const size = Buffer.byteLength(body);
  if (size > largest) {
    throw new ConfigError({
      problem: `the body of a direct response has at most ${largest} bytes`,
      got: size,
      instead: 'redirect to a workload that serves it',
    });
  }
}

export function renderDirectResponse({ status, body }: DirectResponse): VirtualServiceSpecHttpDirectResponse {
  return defined<VirtualServiceSpecHttpDirectResponse>({
    status,
    body: body === undefined ? undefined : renderBody(body),
  });
}

function renderBody(body: string | Uint8Array) {
  return typeof body === 'string' ? { string: body } : { bytes: Buffer.from(body).toString('base64') };
}

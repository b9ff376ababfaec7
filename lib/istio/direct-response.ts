import type { VirtualServiceSpecHttpDirectResponse } from '../../imports/networking.istio.io/virtual-service';
import { ConfigError } from '../error';
import { defined } from './defined';

/** A fixed answer that Envoy gives itself. */
export interface DirectResponse {
  /** An HTTP status from 200 to 599. */
  readonly status: number;
  /**
   * Text, or bytes that are written in base64.
   * @default - an empty answer
   */
  readonly body?: string | Uint8Array;
}

/** Refuses a status that HTTP does not have. */
export function checkDirectResponse({ status }: DirectResponse): void {
  if (!Number.isInteger(status) || status < 200 || status > 599) {
    throw new ConfigError({
      problem: 'a direct response has a status from 200 to 599',
      got: status,
      instead: 'write for example 503',
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

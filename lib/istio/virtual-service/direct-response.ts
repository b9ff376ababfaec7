import type { VirtualServiceSpecHttpDirectResponse } from '../../../imports/networking.istio.io/virtual-service';
import { fault } from '../../diagnostics/fault';
import { type Check, numeric } from '../../values/check';
import { defined } from '../../values/defined';
import { optional, shape } from '../../values/shape';

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

const body: Check<string | Uint8Array> = (value: unknown) => {
  if (typeof value !== 'string' && !(value instanceof Uint8Array)) {
    return fault('a body is text or bytes', value, 'write it in quotes, or as a Uint8Array');
  }
  const size = Buffer.byteLength(value);
  if (size === 0 && typeof value !== 'string') {
    return fault('a body of no bytes can not be written', value, 'leave it out for an empty answer');
  }
  return size > largest
    ? fault(
        `the body of a direct response has at most ${largest} bytes`,
        size,
        'redirect to a workload that serves it',
      )
    : undefined;
};

export const directResponse = shape<DirectResponse>({
  status: numeric({
    holds: (status) => Number.isInteger(status) && status >= 200 && status <= 599,
    problem: 'a direct response has a status from 200 to 599',
    instead: 'write for example 503',
  }),
  body: optional(body),
});

export function renderDirectResponse(response: DirectResponse): VirtualServiceSpecHttpDirectResponse {
  return defined<VirtualServiceSpecHttpDirectResponse>({
    status: response.status,
    body: response.body === undefined ? undefined : renderBody(response.body),
  });
}

function renderBody(body: string | Uint8Array) {
  return typeof body === 'string' ? { string: body } : { bytes: Buffer.from(body).toString('base64') };
}

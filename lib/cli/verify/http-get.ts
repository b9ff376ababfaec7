import { type ClientRequest, request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { shortened } from '../printable';

/** What an address answered to a GET. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** Why an address gave no answer: `refused`, `not found`, `no answer in 5 s`. */
export interface NoAnswer {
  readonly reason: string;
}

/** No more of a page is read: its title is near its beginning. */
const mostOfAPage = 256 * 1024;

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection reset',
  EHOSTUNREACH: 'host unreachable',
  ENETUNREACH: 'network unreachable',
  ENOTFOUND: 'host name not found',
  EAI_AGAIN: 'host name not found',
  ETIMEDOUT: 'no answer',
};

/**
 * One GET, redirects not followed, never a throw.
 *
 * @param options.host the Host header, where it is not the address itself
 * @param options.limit milliseconds for the whole answer
 * @param options.stop ends it sooner
 */
export function httpGet(
  url: string,
  options: { readonly host?: string; readonly limit: number; readonly stop?: AbortSignal },
): Promise<Answer | NoAnswer> {
  return new Promise((resolve, reject) => {
    if (options.stop?.aborted) return reject(options.stop.reason);
    const send = url.startsWith('https:') ? overHttps : overHttp;
    const headers = {
      'user-agent': 'cdk8s-istio',
      ...(options.host === undefined ? {} : { host: options.host }),
    };
    const settle = () => {
      clearTimeout(timer);
      options.stop?.removeEventListener('abort', stopped);
      if (!(request instanceof Error)) request.destroy();
    };
    const failed = ({ code = '', message }: NodeJS.ErrnoException) => {
      settle();
      resolve({ reason: reasons[code] ?? shortened(message) });
    };
    const stopped = () => {
      settle();
      reject(options.stop?.reason);
    };
    const timer = setTimeout(() => {
      settle();
      resolve({ reason: `no answer in ${Math.round(options.limit / 100) / 10} s` });
    }, options.limit);
    options.stop?.addEventListener('abort', stopped);
    const request = started(() =>
      // An agent of its own: a kept connection would lead to the gateway that answered last.
      send(url, { headers, agent: false }, (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        const finish = () => {
          settle();
          const body = Buffer.concat(chunks).subarray(0, mostOfAPage).toString('utf8');
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
        };
        response.on('data', (chunk: Buffer) => {
          chunks.push(chunk);
          size += chunk.length;
          if (size > mostOfAPage) finish();
        });
        response.on('end', finish);
        response.on('error', failed);
      }),
    );
    if (request instanceof Error) return failed(request);
    request.on('error', failed);
    request.end();
  });
}

/** An address or a host that no request can name is an answer too. */
function started(start: () => ClientRequest): ClientRequest | Error {
  try {
    return start();
  } catch (error) {
    return error as Error;
  }
}

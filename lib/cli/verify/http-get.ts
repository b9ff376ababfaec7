import { request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';

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

/** More of a page than its title is ever wanted for. */
const mostOfAPage = 1024 * 1024;

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
 */
export function httpGet(
  url: string,
  options: { readonly host?: string; readonly limit: number },
): Promise<Answer | NoAnswer> {
  return new Promise((resolve) => {
    const send = url.startsWith('https:') ? overHttps : overHttp;
    const headers = {
      'user-agent': 'cdk8s-istio',
      ...(options.host === undefined ? {} : { host: options.host }),
    };
    // An agent of its own: a kept connection would lead to the gateway that answered last.
    const request = send(url, { headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      const finish = () => {
        clearTimeout(timer);
        const body = Buffer.concat(chunks).toString('utf8');
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
        response.destroy();
      };
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        size += chunk.length;
        if (size > mostOfAPage) finish();
      });
      response.on('end', finish);
      response.on('error', (error) => failed(error));
    });
    const timer = setTimeout(() => {
      resolve({ reason: `no answer in ${options.limit / 1000} s` });
      request.destroy();
    }, options.limit);
    const failed = (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      resolve({ reason: reasons[error.code ?? ''] ?? error.message });
    };
    request.on('error', failed);
    request.end();
  });
}

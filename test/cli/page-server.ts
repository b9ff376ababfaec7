import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server on loopback that stands for the ingress gateway. */
export interface PageServer {
  readonly port: number;
  readonly url: string;
  readonly asked: { readonly path: string; readonly headers: IncomingHttpHeaders }[];
  close(): Promise<void>;
}

/** What Bookinfo's page looks like from outside. */
export const bookstore = '<html><head><title>Simple Bookstore App</title></head></html>';

/** Answers as the guide's gateway does: the page, after `failures` times 503, and 404 for all else. */
export async function pageServer(
  options: {
    readonly failures?: number;
    readonly unrouted?: number;
    readonly body?: string;
    readonly silent?: boolean;
    /** @default - a free one */
    readonly port?: number;
  } = {},
): Promise<PageServer> {
  const asked: PageServer['asked'] = [];
  let failures = options.failures ?? 0;
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push({ path, headers: request.headers });
    if (options.silent) return;
    if (path !== '/productpage') response.writeHead(options.unrouted ?? 404).end();
    else if (failures-- > 0) response.writeHead(503).end('no healthy upstream');
    else response.writeHead(200).end(options.body ?? bookstore);
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

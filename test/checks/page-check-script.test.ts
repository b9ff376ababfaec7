import { spawn, spawnSync } from 'node:child_process';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pageCheckScript } from '../../lib/checks/page-check-script';

const runnable = ['sh', 'curl'].every((tool) => spawnSync(tool, ['-c', ':']).error === undefined);
const withCurl = runnable ? describe : describe.skip;

const title = 'Simple Bookstore App';
const page = `<!DOCTYPE html>\n<html><head>\n<title>${title}</title>\n</head></html>`;

withCurl('the script of the page check, run by sh with curl', () => {
  const servers: Server[] = [];
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
  });

  /** A server on loopback that gives these answers in turn, the last one for ever. */
  async function serving(...answers: readonly [status: number, body: string][]) {
    const asked: string[] = [];
    const listener: RequestListener = (request, response) => {
      asked.push(`${request.method} ${request.url}`);
      const [status, body] = answers[Math.min(asked.length, answers.length) - 1] ?? [404, ''];
      response.writeHead(status, { connection: 'close' }).end(body);
    };
    const server = createServer(listener);
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
  }

  function check(url: string, quitUrl: string, attempts = 3) {
    const env = {
      PATH: process.env.PATH,
      http_proxy: 'http://127.0.0.1:9',
      URL: `${url}/productpage`,
      TITLE: title,
      ATTEMPTS: String(attempts),
      PAUSE: '0',
      QUIT_URL: `${quitUrl}/quitquitquit`,
    };
    const child = spawn('sh', ['-c', pageCheckScript], { env });
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
    });
    const ended = new Promise<{ code: number | null; lines: string[] }>((resolve) =>
      child.on('close', (code) => resolve({ code, lines: out.trim().split('\n') })),
    );
    return { child, ended };
  }

  /** Nothing listens on port 9 of a machine without the discard service. */
  const nowhere = 'http://127.0.0.1:9';

  it('succeeds when the page is right, and asks the sidecar to end', async () => {
    const [bookstore, sidecar] = [await serving([200, page]), await serving([200, 'ok'])];
    expect(await check(bookstore.url, sidecar.url).ended).toEqual({
      code: 0,
      lines: [`ok: GET ${bookstore.url}/productpage: 200, ${title}`],
    });
    expect(bookstore.asked).toEqual(['GET /productpage']);
    expect(sidecar.asked).toEqual(['POST /quitquitquit']);
  });

  it('succeeds without a sidecar that listens', async () => {
    const bookstore = await serving([200, page]);
    expect((await check(bookstore.url, nowhere).ended).code).toBe(0);
  });

  it('succeeds though the sidecar refuses to end', async () => {
    const [bookstore, sidecar] = [await serving([200, page]), await serving([405, ''])];
    expect((await check(bookstore.url, sidecar.url).ended).code).toBe(0);
  });

  it('asks again while the service behind is not ready', async () => {
    const bookstore = await serving([503, 'no healthy upstream'], [503, ''], [200, page]);
    const url = `${bookstore.url}/productpage`;
    expect(await check(bookstore.url, nowhere).ended).toEqual({
      code: 0,
      lines: [
        `attempt 1 of 3: GET ${url}: 503`,
        `attempt 2 of 3: GET ${url}: 503`,
        `ok: GET ${url}: 200, ${title}`,
      ],
    });
  });

  it('reports a page with another title, and asks the sidecar to end all the same', async () => {
    const [other, sidecar] = [
      await serving([200, '<title>About the Simple Bookstore App</title>']),
      await serving([200, 'ok']),
    ];
    const url = `${other.url}/productpage`;
    expect(await check(other.url, sidecar.url, 2).ended).toEqual({
      code: 1,
      lines: [
        `attempt 1 of 2: GET ${url}: 200 without the title '${title}'`,
        `attempt 2 of 2: GET ${url}: 200 without the title '${title}'`,
        `failed: GET ${url}: 200 without the title '${title}'`,
      ],
    });
    expect(other.asked).toHaveLength(2);
    expect(sidecar.asked).toEqual(['POST /quitquitquit']);
  });

  it('reports the right page behind a wrong status', async () => {
    const broken = await serving([500, page]);
    const { code, lines } = await check(broken.url, nowhere, 1).ended;
    expect([code, lines[lines.length - 1]]).toEqual([1, `failed: GET ${broken.url}/productpage: 500`]);
  });

  it('reports a service that does not answer', async () => {
    const { code, lines } = await check(nowhere, nowhere, 1).ended;
    expect([code, lines[lines.length - 1]]).toEqual([1, `failed: GET ${nowhere}/productpage: no answer`]);
  });

  it('asks the sidecar to end when the Job is stopped', async () => {
    const [bookstore, sidecar] = [await serving([503, '']), await serving([200, 'ok'])];
    const { child, ended } = check(bookstore.url, sidecar.url, 1_000_000);
    await new Promise((resolve) => child.stdout.once('data', resolve));
    child.kill('SIGTERM');
    expect((await ended).code).toBe(143);
    expect(sidecar.asked).toEqual(['POST /quitquitquit']);
  });
});

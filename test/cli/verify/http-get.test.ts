import { httpGet } from '../../../lib/cli/verify/http-get';
import { bookstore, type PageServer, pageServer } from '../page-server';

describe('one GET', () => {
  let server: PageServer | undefined;
  afterEach(() => server?.close());

  it('gives status and body, and names the host that a Gateway wants', async () => {
    server = await pageServer();
    const answer = await httpGet(`${server.url}/productpage`, { host: 'books.example.com', limit: 2000 });
    expect(answer).toMatchObject({ status: 200, body: bookstore });
    expect(server.asked[0]?.headers.host).toBe('books.example.com');
  });

  it('names the address itself where no host is wanted', async () => {
    server = await pageServer();
    await httpGet(`${server.url}/productpage`, { limit: 2000 });
    expect(server.asked[0]?.headers.host).toBe(`127.0.0.1:${server.port}`);
  });

  it('reads no more of an endless page than is wanted', async () => {
    server = await pageServer({ body: 'x'.repeat(5_000_000) });
    const answer = await httpGet(`${server.url}/productpage`, { limit: 2000 });
    expect('body' in answer && answer.body.length).toBeLessThan(2_000_000);
  });

  it('reports a server that says nothing, after the limit', async () => {
    server = await pageServer({ silent: true });
    expect(await httpGet(server.url, { limit: 100 })).toEqual({ reason: 'no answer in 0.1 s' });
  });

  it('reports a port that nobody listens on', async () => {
    server = await pageServer();
    await server.close();
    expect(await httpGet(server.url, { limit: 2000 })).toEqual({ reason: 'connection refused' });
  });

  it('reports a name that nobody knows', async () => {
    const answer = await httpGet('http://nowhere.invalid/', { limit: 5000 });
    expect(answer).toEqual({ reason: 'host name not found' });
  });
});

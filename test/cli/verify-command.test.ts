import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gatewayObject, gatewayService } from './gateway-objects';
import { bookstore, type PageServer, pageServer } from './page-server';
import { changing, labels, newProgram } from './run-program';
import type { StubAnswer } from './stub-kubectl';

const program = newProgram();

describe('verify', () => {
  let server: PageServer | undefined;
  afterEach(() => server?.close());

  /** A load balancer whose address is a server on this machine. */
  function balanced(port: number): StubAnswer[] {
    const live = gatewayService('istio-system/istio-ingressgateway', labels, { [port]: 8080 });
    const status = { loadBalancer: { ingress: [{ ip: '127.0.0.1' }] } };
    writeFileSync(
      join(program.dist, '30-ingress.k8s.yaml'),
      JSON.stringify(gatewayObject({ istio: 'ingressgateway' }, [port])),
    );
    return [
      { when: 'get services -A', out: { items: [live] } },
      { when: 'get service istio-ingressgateway', out: { ...live, status } },
    ];
  }

  it('ends with 0 when the page is right and the other path is not routed', async () => {
    server = await pageServer({ failures: 1 });
    const { code, lines, progressed, commands } = await program.run('verify', {
      answers: balanced(server.port),
    });
    expect(lines).toEqual([
      'context  dev (https://dev.example:6443)',
      `address  ${server.url}, load balancer of istio-system/istio-ingressgateway`,
      `ok       GET ${server.url}/productpage: 200, "Simple Bookstore App"`,
      `ok       GET ${server.url}/health: 404, as no route leads there`,
    ]);
    expect(code).toBe(0);
    expect(progressed.map((text) => text.replace(/\d+ s of/, '… s of'))).toEqual([
      `waiting  GET ${server.url}/productpage: 503, expected 200 (… s of 120 s)`,
    ]);
    expect(commands.filter((command) => changing.test(command))).toEqual([]);
  });

  it('ends with 1 when the page is wrong until the limit, and says what to look at', async () => {
    server = await pageServer({ failures: 1000 });
    const { code, lines } = await program.run('verify --timeout 1', { answers: balanced(server.port) });
    expect(code).toBe(1);
    expect(lines.slice(2)).toEqual([
      `finding  GET ${server.url}/productpage: 503, expected 200`,
      '         -> the gateway answers, the service behind it does not: kubectl -n demo get pods',
    ]);
  });

  it('ends with 1 when a path is routed that must not be', async () => {
    server = await pageServer({ unrouted: 200 });
    const { code, lines } = await program.run('verify', { answers: balanced(server.port) });
    expect(code).toBe(1);
    expect(lines.slice(3)).toEqual([
      `finding  GET ${server.url}/health: 200, expected 404: a route leads there`,
      '         -> see which VirtualService routes it, or name another path with --unrouted',
    ]);
  });

  it('ends with 1 where nobody answers, and says where to look', async () => {
    server = await pageServer();
    await server.close();
    const { code, lines } = await program.run(`verify --timeout 1 --address ${server.url}`);
    expect([code, lines.slice(1)]).toEqual([
      1,
      [
        `finding  GET ${server.url}/productpage: connection refused`,
        '         -> see whether something listens there',
      ],
    ]);
  });

  it('ends with 1 where the gateway can not be reached, and says which pods that depends on', async () => {
    const noPod = { when: 'port-forward', err: 'error: pod is not running\n', code: 1 };
    const live = gatewayService('istio-system/istio-ingressgateway', labels, { 80: 8080 }, 'ClusterIP');
    const { code, lines } = await program.run('verify --timeout 1', {
      answers: [noPod, { when: 'get service istio-ingressgateway', out: live }],
    });
    expect([code, lines.slice(1)]).toEqual([
      1,
      [
        'finding  GET /productpage by port-forward to istio-system/istio-ingressgateway: pod is not running',
        '         -> see whether the gateway runs: kubectl get pods -A -l app=istio-ingressgateway,istio=ingressgateway',
      ],
    ]);
  });

  it('ends with 1 where the cluster has no gateway for the guide', async () => {
    const answers = [{ when: 'get services -A', out: { items: [] } }];
    const { code, lines } = await program.run('verify', { answers });
    expect(code).toBe(1);
    expect(lines[1]).toBe('finding  no Service of the cluster leads to pods labelled istio=ingressgateway');
  });

  it('asks an address that was given without asking any cluster', async () => {
    server = await pageServer({ body: bookstore.replace('Simple Bookstore App', 'Shop') });
    const { code, commands } = await program.run(`verify --address 127.0.0.1:${server.port} --title Shop`);
    expect([code, commands]).toEqual([0, []]);
  });

  it('says all that in JSON as well, and nothing else', async () => {
    server = await pageServer({ unrouted: 200 });
    const { code, lines, complaints } = await program.run('verify -o json', {
      answers: balanced(server.port),
    });
    expect([code, complaints, JSON.parse(lines.join('\n'))]).toEqual([
      1,
      [],
      {
        schema: 'cdk8s-istio/verify/v1',
        context: { name: 'dev', server: 'https://dev.example:6443' },
        address: { url: server.url, way: 'load balancer of istio-system/istio-ingressgateway' },
        verdict: 'findings',
        outcomes: [
          {
            check: 'page',
            status: 'ok',
            message: `GET ${server.url}/productpage: 200, "Simple Bookstore App"`,
          },
          {
            check: 'unrouted',
            status: 'finding',
            message: `GET ${server.url}/health: 200, expected 404: a route leads there`,
            fix: 'see which VirtualService routes it, or name another path with --unrouted',
          },
        ],
      },
    ]);
  });

  it('shows what a page says, and does not obey it', async () => {
    server = await pageServer({ body: '<title>\x1b[2JShop\x9b\u202e</title>' });
    const { lines } = await program.run('verify --timeout 1', { answers: balanced(server.port) });
    expect(lines[2]).toBe(
      `finding  GET ${server.url}/productpage: 200 with the title "\\u{1b}[2JShop\\u{9b}\\u{202e}", expected "Simple Bookstore App"`,
    );
  });
});

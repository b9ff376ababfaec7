import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Service } from '../../../lib/cli/cluster-objects';
import type { Kubectl } from '../../../lib/cli/kubectl';
import { connect } from '../../../lib/cli/kubectl';
import { TimeLimit } from '../../../lib/cli/time-limit';
import { givenAddress, ingressOutside } from '../../../lib/cli/verify/route-outside';
import { gatewayService } from '../gateway-objects';
import { type PageServer, pageServer } from '../page-server';
import { kubeconfigView, type StubKubectl, stubKubectl } from '../stub-kubectl';

const base = gatewayService('istio-system/istio-ingressgateway', {}, { 80: 8080 });

/** A Service that opens one port, with what its load balancer has. */
function service(port: number, nodePort: number | undefined, addresses: string[] = []): Service {
  return {
    ...base,
    spec: { type: 'LoadBalancer', ports: [{ port, ...(nodePort !== undefined && { nodePort }) }] },
    status: { loadBalancer: { ingress: addresses.map((ip) => ({ ip })) } },
  };
}

const nodes = { items: [{ status: { addresses: [{ type: 'InternalIP', address: '127.0.0.1' }] } }] };

describe('asking from outside', () => {
  let within: TimeLimit;

  let server: PageServer;
  let stub: StubKubectl | undefined;
  beforeEach(async () => {
    within = new TimeLimit(60_000);
    server = await pageServer();
  });
  afterEach(async () => {
    within.clear();
    stub?.remove();
    await server.close();
  });

  function cluster(live: Service, nodesAnswer: object | undefined = nodes): Promise<Kubectl> {
    stub = stubKubectl([
      { when: 'config view', out: kubeconfigView('dev') },
      { when: 'get service', out: live },
      nodesAnswer === undefined
        ? { when: 'get nodes', err: 'Error from server (Forbidden): nodes is forbidden', code: 1 }
        : { when: 'get nodes', out: nodesAnswer },
      { when: 'port-forward', out: `Forwarding from 127.0.0.1:${server.port} -> 8080\n`, stays: true },
    ]);
    return connect({}, { ...process.env, KUBECTL: stub.program });
  }

  const commands = () => (stub?.calls() ?? []).slice(1).map((call) => call.replace(/^--context dev /, ''));

  it('asks an address that was given, with or without a slash at its end', async () => {
    for (const address of [server.url, `${server.url}/`]) {
      const outside = givenAddress(address);
      expect(await outside.ask('/productpage', within)).toMatchObject({
        base: server.url,
        way: 'as given',
        answer: { status: 200 },
      });
    }
  });

  it('goes by the load balancer, and asks for no nodes then', async () => {
    const kubectl = await cluster(service(server.port, 30080, ['127.0.0.1']));
    const outside = ingressOutside(
      kubectl,
      { service: base, port: server.port, host: 'books.example.com', namespace: 'demo' },
      undefined,
    );
    expect(await outside.ask('/productpage', within)).toMatchObject({
      base: server.url,
      way: 'load balancer of istio-system/istio-ingressgateway',
      answer: { status: 200 },
    });
    expect(server.asked[0]?.headers.host).toBe('books.example.com');
    expect(commands()).toEqual(['-n istio-system get service istio-ingressgateway -o json']);
  });

  it('goes by the node port while the load balancer has no address', async () => {
    const kubectl = await cluster(service(80, server.port));
    const outside = ingressOutside(
      kubectl,
      { service: base, port: 80, host: undefined, namespace: 'demo' },
      undefined,
    );
    expect(await outside.ask('/productpage', within)).toMatchObject({
      base: server.url,
      way: 'node port of istio-system/istio-ingressgateway',
      answer: { status: 200 },
    });
  });

  it('goes by a port-forward where no node answers, keeps it, and ends it', async () => {
    const closed = await pageServer();
    await closed.close();
    const kubectl = await cluster(service(80, closed.port));
    const outside = ingressOutside(
      kubectl,
      { service: base, port: 80, host: undefined, namespace: 'demo' },
      undefined,
    );
    const expected = {
      base: server.url,
      way: 'port-forward to istio-system/istio-ingressgateway',
      answer: { status: 200 },
    };
    expect(await outside.ask('/productpage', within)).toMatchObject(expected);
    expect(await outside.ask('/productpage', within)).toMatchObject(expected);
    outside.close();
    expect(commands().filter((call) => call.includes('port-forward'))).toHaveLength(1);
  });

  it('goes by a port-forward where the user may not see nodes', async () => {
    const kubectl = await cluster(service(80, 30080), undefined);
    stub?.calls();
    const outside = ingressOutside(
      kubectl,
      { service: base, port: 80, host: undefined, namespace: 'demo' },
      undefined,
    );
    expect((await outside.ask('/productpage', within)).way).toBe(
      'port-forward to istio-system/istio-ingressgateway',
    );
    outside.close();
  });

  it('waits for a load balancer that has an address and does not answer yet', async () => {
    const closed = await pageServer();
    await closed.close();
    const kubectl = await cluster(service(closed.port, undefined, ['127.0.0.1']));
    const outside = ingressOutside(
      kubectl,
      { service: base, port: closed.port, host: undefined, namespace: 'demo' },
      undefined,
    );
    expect(await outside.ask('/productpage', within)).toEqual({
      base: closed.url,
      way: 'load balancer of istio-system/istio-ingressgateway',
      answer: { reason: 'connection refused' },
    });
  });

  it('takes the address of the load balancer up as soon as it has one', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'moment-'));
    const moment = join(folder, 'now');
    stub = stubKubectl([
      { when: 'config view', out: kubeconfigView('dev') },
      { when: 'get service', out: service(server.port, undefined, ['127.0.0.1']), once: moment },
      { when: 'get service', out: service(server.port, undefined) },
      { when: 'get nodes', out: nodes },
      { when: 'port-forward', err: 'error: no pod runs', code: 1 },
    ]);
    const kubectl = await connect({}, { ...process.env, KUBECTL: stub.program });
    const entrance = { service: base, port: server.port, host: undefined, namespace: 'demo' };
    const outside = ingressOutside(kubectl, entrance, undefined);
    expect((await outside.ask('/productpage', within)).answer).toEqual({ reason: 'no pod runs' });
    writeFileSync(moment, '');
    expect(await outside.ask('/productpage', within)).toMatchObject({
      base: server.url,
      answer: { status: 200 },
    });
    rmSync(folder, { recursive: true });
  });

  it('uses no other way than the one that was asked for', async () => {
    const kubectl = await cluster(service(80, server.port));
    const entrance = { service: base, port: 80, host: undefined, namespace: 'demo' };
    expect(await ingressOutside(kubectl, entrance, 'load-balancer').ask('/productpage', within)).toEqual({
      base: undefined,
      way: 'load balancer',
      answer: { reason: 'Service istio-system/istio-ingressgateway has no address of that way yet' },
    });
    const forwarded = ingressOutside(kubectl, entrance, 'port-forward');
    expect((await forwarded.ask('/productpage', within)).way).toContain('port-forward');
    forwarded.close();
  });
});

import { type PageServer, pageServer } from '../cli/page-server';
import { istioHome, releaseOfFolder } from '../release/release-folder';
import { type Dist, synthesizedDist, tell } from './command-line';
import { type ControlPlane, startControlPlane, withControlPlane } from './control-plane';
import { makeGateway, patchStatus, removeGateway } from './stand-ins';

// Each question is several runs of kubectl, on a machine that may be busy.
jest.setTimeout(120_000);

const ingress = 'istio-system/istio-ingressgateway';
const labels = { app: 'istio-ingressgateway', istio: 'ingressgateway' };
const service = '/api/v1/namespaces/istio-system/services/istio-ingressgateway';

withControlPlane('verify on an API server', () => {
  let plane: ControlPlane;
  let dist: Dist;
  let page: PageServer;

  beforeAll(async () => {
    const release = istioHome === undefined ? '1.30' : releaseOfFolder().version;
    [plane, dist] = await Promise.all([startControlPlane(), synthesizedDist(release)]);
  }, 120_000);
  afterAll(async () => {
    await plane?.stop();
    dist?.remove();
  });
  beforeEach(async () => {
    page = await pageServer();
  });
  afterEach(async () => {
    await page.close();
    await removeGateway(plane, ingress);
  });

  it('finds nothing to ask where there is no gateway', async () => {
    const told = await tell(plane, 'verify', dist.folder);
    expect(told.code).toBe(1);
    expect(told.lines.slice(1)).toEqual([
      'finding  no Service of the cluster leads to pods labelled istio=ingressgateway',
      '         -> npm run precheck tells what is missing',
    ]);
  });

  it('goes by a node port on a node of the cluster', async () => {
    await plane.must(
      ['create', '-f', '-'],
      JSON.stringify({ apiVersion: 'v1', kind: 'Node', metadata: { name: 'here' } }),
    );
    await patchStatus(plane, '/api/v1/nodes/here', {
      addresses: [{ type: 'InternalIP', address: '127.0.0.1' }],
    });
    // A node port lies in a range of its own, so the page listens where the Service says.
    const nodePort = 30000 + Math.floor(Math.random() * 2000);
    await page.close();
    page = await pageServer({ port: nodePort });
    await makeGateway(plane, ingress, labels, { 80: 8080 }, { type: 'NodePort', nodePort });
    const told = await tell(plane, 'verify', dist.folder);
    expect(told.lines.slice(1)).toEqual([
      `address  http://127.0.0.1:${nodePort}, node port of ${ingress}`,
      `ok       GET http://127.0.0.1:${nodePort}/productpage: 200, "Simple Bookstore App"`,
      `ok       GET http://127.0.0.1:${nodePort}/health: 404, as no route leads there`,
    ]);
    expect(told.code).toBe(0);
    await plane.must(['delete', 'node', 'here']);
  });

  it('goes by a port-forward while the load balancer has no address, and by that once it has one', async () => {
    await makeGateway(plane, ingress, labels, { 80: 8080 });
    // No pod runs here that kubectl could forward to.
    const before = await tell(plane, 'verify --timeout 1', dist.folder);
    expect(before.lines[1]).toContain(`finding  GET /productpage by port-forward to ${ingress}: `);
    await patchStatus(plane, service, { loadBalancer: { ingress: [{ ip: '127.0.0.1' }] } });
    // Port 80 of this machine is not the page's; that the address was taken up is what counts.
    const after = await tell(plane, 'verify --timeout 1', dist.folder);
    expect(after.lines[1]).toBe(`address  http://127.0.0.1, load balancer of ${ingress}`);
    expect([before.code, after.code]).toEqual([1, 1]);
  });

  it('ends with 2 for a user who may not see Services', async () => {
    const told = await tell(plane, 'verify --context powerless', dist.folder);
    expect(told.code).toBe(2);
    expect(told.stderr).toMatch(/^context powerless: the cluster refuses, got [^\n]*\n$/);
  });
});

withControlPlane('verify by a load balancer on this machine', () => {
  let plane: ControlPlane;
  let dist: Dist;
  let page: PageServer;
  let gateway: string;

  beforeAll(async () => {
    [plane, dist, page] = await Promise.all([
      startControlPlane(),
      synthesizedDist('1.30'),
      pageServer({ failures: 1 }),
    ]);
    gateway = `${dist.folder}/30-ingress.k8s.yaml`;
    // The page can not listen on port 80 here, so the Gateway and the Service name its port.
    const { readFileSync, writeFileSync } = await import('node:fs');
    writeFileSync(gateway, readFileSync(gateway, 'utf8').replace('number: 80\n', `number: ${page.port}\n`));
    await makeGateway(plane, ingress, labels, { [page.port]: 8080 });
    await patchStatus(plane, service, { loadBalancer: { ingress: [{ ip: '127.0.0.1' }] } });
  }, 120_000);
  afterAll(async () => {
    await page?.close();
    await plane?.stop();
    dist?.remove();
  });

  it('waits for the page, and finds it', async () => {
    const told = await tell(plane, 'verify', dist.folder);
    expect(told.lines.slice(1)).toEqual([
      `address  ${page.url}, load balancer of ${ingress}`,
      `ok       GET ${page.url}/productpage: 200, "Simple Bookstore App"`,
      `ok       GET ${page.url}/health: 404, as no route leads there`,
    ]);
    // How long it took is the machine's.
    expect([told.code, told.stderr.replace(/\d+ s of/, '… s of')]).toEqual([
      0,
      `waiting  GET ${page.url}/productpage: 503, expected 200 (… s of 120 s)\n`,
    ]);
  });

  it('changes nothing in the cluster', async () => {
    const version = async () =>
      JSON.parse((await plane.call('GET', service)).stdout).metadata.resourceVersion;
    const before = await version();
    await tell(plane, 'verify', dist.folder);
    expect(await version()).toBe(before);
  });
});

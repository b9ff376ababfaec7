import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { releaseOfFolder } from '../release/release-folder';
import { type Dist, synthesizedDist, tell } from './command-line';
import { assets, type ControlPlane, startControlPlane } from './control-plane';
import { makeGateway, makeGatewayClass, makeIstiod, patchStatus } from './stand-ins';

// Each question is several runs of kubectl, on a machine that may be busy.
jest.setTimeout(120_000);

const folder = process.env.GATEWAY_API_CRDS;
const withBoth = folder === undefined || assets === undefined ? describe.skip : describe;

const settings = { ISTIO_INGRESS: 'gateway-api', ISTIO_RELEASE: '1.30' };
const made = 'demo/bookinfo-gateway-istio';
const labels = { 'gateway.networking.k8s.io/gateway-name': 'bookinfo-gateway' };

withBoth('the guide by the Gateway API on an API server', () => {
  let plane: ControlPlane;
  let dist: Dist;

  beforeAll(async () => {
    [plane, dist] = await Promise.all([startControlPlane(), synthesizedDist('1.30', settings)]);
  }, 120_000);
  afterAll(async () => {
    await plane?.stop();
    dist?.remove();
  });

  const ask = async (command: string) => (await tell(plane, command, dist.folder, settings)).lines;
  const ofGateways = (lines: readonly string[]) =>
    lines.filter((line) => /gateway/i.test(line)).map((line) => line.trim());

  it('finds the CRDs missing, and tells how they come', async () => {
    const lines = ofGateways(await ask('precheck'));
    expect(lines).toEqual([
      'finding  no CRDs of gateway.networking.k8s.io are in the cluster; dist/ has Gateway, HTTPRoute (gateway.networking.k8s.io/v1)',
      expect.stringMatching(
        /^-> install the CRDs of the Gateway API: kubectl .*v1\.5\.1\/standard-install\.yaml$/,
      ),
    ]);
  });

  it('is content once they and istiod are there, and the guide is taken to the last field', async () => {
    await plane.must(['create', '-f', '-'], crds());
    await plane.must(['wait', '--for=condition=Established', 'crd', '--all', '--timeout=30s']);
    await makeIstiod(plane, releaseOfFolder(undefined).patch);
    expect(ofGateways(await ask('precheck'))).toEqual([
      "finding  gateway/bookinfo-gateway -n demo is of the class 'istio', which is not in the cluster: istiod brings it",
    ]);
    await makeGatewayClass(plane, 'istio');
    expect(ofGateways(await ask('precheck'))).toEqual([
      'ok       istiod makes the gateway of gateway/bookinfo-gateway -n demo when it is applied',
    ]);
    const applied = await plane.must(['apply', '--validate=strict', '-f', dist.folder]);
    expect(applied).toContain('gateway.gateway.networking.k8s.io/bookinfo-gateway created');
    expect(applied).toContain('httproute.gateway.networking.k8s.io/bookinfo created');
  });

  it('is verified by the Service that istiod makes', async () => {
    expect((await ask('verify')).slice(1)).toEqual([
      'finding  istiod has made no Service of gateway/bookinfo-gateway -n demo',
      '         -> npm run precheck tells what is missing',
    ]);
    await makeGateway(plane, made, labels, { 80: 80 });
    await patchStatus(plane, '/api/v1/namespaces/demo/services/bookinfo-gateway-istio', {
      loadBalancer: { ingress: [{ ip: '127.0.0.1' }] },
    });
    expect(ofGateways(await ask('precheck'))).toEqual([
      `ok       gateway/bookinfo-gateway -n demo has its Service ${made}, port 80`,
    ]);
    expect((await ask('verify --timeout 1'))[1]).toBe(`address  http://127.0.0.1, load balancer of ${made}`);
  });
});

function crds(): string {
  return readdirSync(folder as string)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => readFileSync(join(folder as string, name), 'utf8'))
    .join('\n---\n');
}

import { istioHome, readCrds, releaseOfFolder } from '../release/release-folder';
import { type Dist, synthesizedDist, tell } from './command-line';
import { assets, type ControlPlane, startControlPlane } from './control-plane';
import { crdsBeforeV1, installCrds } from './istio-crds';
import { makeGateway, makeIstiod, makeNamespace, patchStatus, removeGateway } from './stand-ins';

// Each question is several runs of kubectl, on a machine that may be busy.
jest.setTimeout(120_000);

const withBoth = istioHome === undefined || assets === undefined ? describe.skip : describe;

const istioctl = { app: 'istio-ingressgateway', istio: 'ingressgateway' };
const usual = { 80: 8080, 443: 8443 };
const ingress = 'istio-system/istio-ingressgateway';

withBoth('precheck on an API server', () => {
  const { version, patch, apiVersions } = releaseOfFolder();
  const sinceV1 = apiVersions.Gateway === 'networking.istio.io/v1' ? it : it.skip;
  let plane: ControlPlane;
  let dist: Dist;

  beforeAll(async () => {
    [plane, dist] = await Promise.all([startControlPlane(), synthesizedDist(version)]);
  }, 120_000);
  afterAll(async () => {
    await plane?.stop();
    dist?.remove();
  });

  /** What it says beside the Kubernetes version, which fits only some releases. */
  async function precheck(options = '') {
    const told = await tell(plane, `precheck ${options}`.trim(), dist.folder, { ISTIO_RELEASE: version });
    return {
      ...told,
      found: told.lines.filter((line) => /^(finding|unknown|note)/.test(line) && !/Kubernetes v/.test(line)),
    };
  }

  it('finds everything missing in an empty cluster', async () => {
    const { code, found, lines, stderr } = await precheck();
    expect([code, stderr]).toEqual([1, '']);
    expect(lines[0]).toMatch(/^context {2}loopback \(https:\/\/127\.0\.0\.1:\d+\)$/);
    const beginnings = found.map((line) => line.slice(0, 45));
    // Other kinds come with add-ons.
    expect(beginnings.filter((line) => !line.includes('CRDs of telemetry'))).toEqual([
      'finding  no istiod is in the cluster',
      'finding  no CRDs of networking.istio.io are i',
      'finding  gateway/bookinfo-gateway -n demo sel',
      'note     namespace demo is not there yet',
      'finding  no injection webhook of Istio is in ',
    ]);
    expect(lines).toContain('         -> istioctl install -f dist/install/istio-operator.yaml');
  });

  it('ends with 2 for a user who may ask nothing, and without a stack', async () => {
    const { code, stdout, stderr } = await precheck('--context powerless');
    expect(code).toBe(2);
    expect(stdout).toContain('unknown  context powerless: the cluster refuses, got');
    expect(stdout + stderr).not.toMatch(/^\s+at /m);
  });

  describe('with Istio installed', () => {
    beforeAll(async () => {
      await installCrds(plane, crdsBeforeV1());
      await makeIstiod(plane, patch);
      await makeGateway(plane, ingress, istioctl, usual);
      await makeNamespace(plane, 'demo', { 'istio-injection': 'enabled' });
    });

    sinceV1('finds that an older Istio does not serve what dist/ is written in', async () => {
      const { code, found, stdout } = await precheck();
      expect(code).toBe(1);
      expect(found).toContain(
        'finding  dist/ has Gateway, VirtualService as networking.istio.io/v1; the cluster serves v1beta1, v1alpha3 of that group',
      );
      expect(stdout).toContain('ISTIO_RELEASE=1.21 npm run synth');
    });

    describe('of the right release', () => {
      beforeAll(async () => {
        await plane.must(
          ['replace', '-f', '-'],
          JSON.stringify({ apiVersion: 'v1', kind: 'List', items: readCrds() }),
        );
        for (let tries = 0; tries < 50; tries++) {
          if ((await plane.kubectl(['get', '--raw', `/apis/${apiVersions.Gateway}`])).code === 0) return;
          await new Promise((resolve) => setTimeout(resolve, 200));
        }
      });

      it('has nothing to mend, and says so in JSON too', async () => {
        const { found, lines } = await precheck();
        expect(found).toEqual([]);
        expect(lines).toContain(
          `ok       gateway/bookinfo-gateway -n demo meets Service ${ingress}: pods labelled istio=ingressgateway, port 80`,
        );
        const json = await precheck('-o json');
        const report = JSON.parse(json.stdout);
        expect(report).toMatchObject({
          schema: 'cdk8s-istio/precheck/v1',
          context: { name: 'loopback' },
          release: version,
        });
        expect({ ok: 0, findings: 1 }[report.verdict as 'ok' | 'findings']).toBe(json.code);
      });

      it('finds a Service of other ports', async () => {
        await removeGateway(plane, ingress);
        await makeGateway(plane, ingress, istioctl, { 443: 8443 });
        expect((await precheck()).found).toEqual([
          `finding  gateway/bookinfo-gateway -n demo listens on port 80, which Service ${ingress} does not open (it opens 443)`,
        ]);
        await removeGateway(plane, ingress);
        await makeGateway(plane, ingress, istioctl, { 80: 80 });
        expect((await precheck()).found).toEqual([
          `finding  Service ${ingress} leads port 80 to 80, the source says 8080: it describes another installation`,
        ]);
      });

      it('finds a gateway of other labels, and knows the setting for it', async () => {
        await removeGateway(plane, ingress);
        await makeGateway(
          plane,
          'istio-ingress/istio-ingress',
          { app: 'istio-ingress', istio: 'ingress' },
          { 80: 80, 443: 443 },
        );
        const { found, stdout } = await precheck();
        expect(found).toEqual([
          'finding  gateway/bookinfo-gateway -n demo selects pods labelled istio=ingressgateway, and no gateway in the cluster carries that; istio-ingress/istio-ingress carries istio=ingress',
        ]);
        expect(stdout).toContain('-> ISTIO_INGRESS=helm npm run synth');
        await removeGateway(plane, 'istio-ingress/istio-ingress');
        await makeGateway(plane, ingress, istioctl, usual);
      });

      it('finds a namespace without its label, and pods that were started before', async () => {
        await plane.must(['label', 'namespace', 'demo', 'istio-injection-']);
        await plane.must(
          ['-n', 'demo', 'create', '-f', '-'],
          JSON.stringify({
            apiVersion: 'v1',
            kind: 'Pod',
            metadata: { name: 'early' },
            spec: { containers: [{ name: 'app', image: 'nginx' }] },
          }),
        );
        expect((await precheck()).found).toEqual([
          'finding  namespace demo has no label for injection, dist/ says istio-injection=enabled',
          'finding  in namespace demo these pods run without a sidecar: early',
        ]);
        await plane.must(['label', 'namespace', 'demo', 'istio-injection=enabled']);
        await plane.must(['-n', 'demo', 'delete', 'pod', 'early', '--force']);
      });

      it('finds an istiod that is not ready, or of another release', async () => {
        const other = version === '1.16' ? '1.17.8' : '1.16.2';
        const istiod = '/apis/apps/v1/namespaces/istio-system/deployments/istiod';
        await patchStatus(plane, istiod, { readyReplicas: 0, availableReplicas: 0 });
        expect((await precheck()).found).toEqual([
          'finding  istiod (istio-system/istiod) is there but not ready',
        ]);
        await patchStatus(plane, istiod, { readyReplicas: 1, availableReplicas: 1 });
        await plane.must([
          '-n',
          'istio-system',
          'set',
          'image',
          'deployment/istiod',
          `discovery=istio/pilot:${other}`,
        ]);
        expect((await precheck()).found).toEqual([
          `finding  istiod (istio-system/istiod) is Istio ${other}; dist/ is written for ${version}`,
        ]);
      });
    });
  });

  it('ends with 2 where nobody answers, in one line', async () => {
    const kubeconfig = await plane.must(['config', 'view', '--raw']);
    const other = { ...plane, kubeconfig: `${plane.directory}/nowhere` };
    const { writeFileSync } = await import('node:fs');
    writeFileSync(other.kubeconfig, kubeconfig.replace(/127\.0\.0\.1:\d+/, '127.0.0.1:9'));
    const told = await tell(other, 'precheck', dist.folder);
    expect(told.code).toBe(2);
    expect(told.stderr).toMatch(
      /^context loopback: the cluster does not answer, got '[^\n]*'; start it, or choose another with --context\n$/,
    );
  });
});
